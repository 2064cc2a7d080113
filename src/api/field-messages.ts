import type { z } from 'zod';
import type { UiLanguage } from './env.ts';

/** One field at fault, in a form that can be put into words later, in the language of the request. */
export interface FieldIssue {
  /** Path in dots, '' for the whole body. */
  field: string;
  kind: 'missing' | 'type' | 'choice' | 'short' | 'long' | 'small' | 'big' | 'unknown' | 'own';
  /** Limit, allowed values or unknown keys, where the kind has them. */
  value: string;
  /** The schema's own message, for kind 'own'. */
  message: string;
  /** The same in English, where there is one. */
  english?: string;
}

/** The faults of a failed check. */
export function fieldIssues(error: z.core.$ZodError): FieldIssue[] {
  return error.issues.map((issue) => ({
    field: issue.path.map(String).join('.'),
    message: issue.message,
    ...kindOf(issue),
  }));
}

function kindOf(issue: z.core.$ZodIssue): Pick<FieldIssue, 'kind' | 'value'> {
  switch (issue.code) {
    case 'invalid_type':
      // zod leaves the input out of its issues; only its message tells absence from a wrong type.
      return {
        kind: issue.message.endsWith('received undefined') ? 'missing' : 'type',
        value: issue.expected,
      };
    case 'invalid_value':
      return { kind: 'choice', value: issue.values.join(', ') };
    case 'too_small':
      return { kind: issue.origin === 'string' ? 'short' : 'small', value: String(issue.minimum) };
    case 'too_big':
      return { kind: issue.origin === 'string' ? 'long' : 'big', value: String(issue.maximum) };
    case 'unrecognized_keys':
      return { kind: 'unknown', value: issue.keys.join(', ') };
    case 'custom':
      return { kind: 'own', value: '' };
    default:
      return { kind: 'type', value: '' };
  }
}

type Texts = Record<FieldIssue['kind'], (issue: FieldIssue) => string>;

const nl: Texts = {
  missing: () => 'Dit veld ontbreekt.',
  type: () => 'Deze waarde heeft niet de juiste vorm.',
  choice: ({ value }) => `Kies een van: ${value}.`,
  short: ({ value }) => (value === '1' ? 'Vul dit veld in.' : `Gebruik ten minste ${value} tekens.`),
  long: ({ value }) => `Gebruik ten hoogste ${value} tekens.`,
  small: ({ value }) => `Gebruik ten minste ${value}.`,
  big: ({ value }) => `Gebruik ten hoogste ${value}.`,
  unknown: ({ value }) => `Onbekend veld: ${value}.`,
  own: ({ message }) => message,
};

const en: Texts = {
  missing: () => 'This field is missing.',
  type: () => 'This value does not have the right form.',
  choice: ({ value }) => `Choose one of: ${value}.`,
  short: ({ value }) => (value === '1' ? 'Fill in this field.' : `Use at least ${value} characters.`),
  long: ({ value }) => `Use at most ${value} characters.`,
  small: ({ value }) => `Use at least ${value}.`,
  big: ({ value }) => `Use at most ${value}.`,
  unknown: ({ value }) => `Unknown field: ${value}.`,
  own: ({ message, english }) => english ?? message,
};

/** What is wrong with one field, for a person. */
export function fieldMessage(issue: FieldIssue, language: UiLanguage): string {
  return (language === 'en' ? en : nl)[issue.kind](issue);
}
