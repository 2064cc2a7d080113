import type { MailText } from '../notifications/model.ts';
import type { MailFault, MailLanguage, RunMailText } from './mail-model.ts';

/** What may stand between double braces. Nothing of a person, nothing of money. */
export const placeholders = ['werkgever', 'periode', 'link', 'afzender', 'uiterlijk'] as const;
export type Placeholder = (typeof placeholders)[number];
export type MailValues = Record<Placeholder, string>;

/** Names people try for what may not be in a mail: they get a reason of their own. */
const personal =
  /naam|werknemer|medewerker|employee|name|bsn|adres|address|iban|rekening|bedrag|amount|loon|salaris|wage|salary|bruto|netto|gross|net|uren|hours|totaal|total/i;

export const defaultTexts: Record<MailLanguage, RunMailText> = {
  nl: {
    subject: 'Proefrun {{periode}} van {{werkgever}} staat klaar',
    body: 'Beste collega,\n\nDe proefrun van {{periode}} voor {{werkgever}} staat klaar. Kijk uiterlijk {{uiterlijk}} of alles klopt: je ziet wat er veranderde en waardoor. Daarna keur je hem goed of stuur je hem met een opmerking terug.\n\n{{link}}\n\nMet vriendelijke groet,\n{{afzender}}',
  },
  en: {
    subject: 'Trial run {{periode}} of {{werkgever}} is ready',
    body: 'Dear colleague,\n\nThe trial run of {{periode}} for {{werkgever}} is ready. Please check by {{uiterlijk}} whether everything is right: you see what changed and why. Then approve it, or send it back with a remark.\n\n{{link}}\n\nKind regards,\n{{afzender}}',
  },
};

const linkLabels: Record<MailLanguage, string> = { nl: 'Proefrun bekijken', en: 'Open the trial run' };

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** A currency, an amount with cents as the Dutch write it, thousands with dots, or a number as long as a BSN. */
const amount = /€|\b(?:EUR|euro)\b|\b\d[\d.]*,\d{2}\b|\b\d{1,3}(?:\.\d{3})+\b|\b\d{8,9}\b/i;

/**
 * What keeps a text from being sent: an unknown placeholder or one for a person or amount, no link (or two), something that looks like an amount, the
 * name of somebody who works here.
 * @param names whole names and last names
 */
export function mailFaults(text: RunMailText, names: readonly string[]): MailFault[] {
  return (['subject', 'body'] as const).flatMap((field) => fieldFaults(field, text[field], names));
}

function fieldFaults(field: MailFault['field'], text: string, names: readonly string[]): MailFault[] {
  const found = [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
  const unknown = found.filter((name) => !(placeholders as readonly string[]).includes(name));
  const faults: MailFault[] = unknown.map((value) => ({
    field,
    code: personal.test(value) ? 'placeholder-personal' : 'placeholder-unknown',
    value,
  }));
  const links = found.filter((name) => name === 'link').length;
  if (links !== (field === 'body' ? 1 : 0))
    faults.push({ field, code: 'link-missing', value: String(links) });
  const plain = text.replace(placeholder, ' ');
  const money = amount.exec(plain);
  if (money !== null) faults.push({ field, code: 'amount', value: money[0] });
  for (const name of new Set(names))
    if (holdsName(plain, name)) faults.push({ field, code: 'name', value: name });
  return faults;
}

function holdsName(text: string, name: string): boolean {
  if (name.length < 3) return false;
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/** The mail with its values in place; the link stands alone between what was written before and behind it. */
export function filledMail(text: RunMailText, values: MailValues, language: MailLanguage): MailText {
  const filled = (part: string) =>
    part.replace(placeholder, (whole, name: string) =>
      Object.hasOwn(values, name) ? values[name as Placeholder] : whole,
    );
  const [before = '', after = ''] = text.body.split(/\{\{\s*link\s*\}\}/);
  return {
    subject: filled(text.subject),
    paragraphs: paragraphsOf(filled(before)),
    link: { label: linkLabels[language], url: values.link },
    after: paragraphsOf(filled(after)),
  };
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
