import { z } from 'zod';
import { onOneLine } from '../kernel/one-line.ts';
import { finding, type Reading } from './findings.ts';

const MOST = 255;
const schema = z.email();

/** Domains that most private addresses in the Netherlands end on; a name that is nearly one of them is likely that one. */
const domains = [
  'gmail.com',
  'hotmail.com',
  'hotmail.nl',
  'outlook.com',
  'outlook.nl',
  'live.nl',
  'live.com',
  'icloud.com',
  'me.com',
  'msn.com',
  'yahoo.com',
  'yahoo.nl',
  'ziggo.nl',
  'kpnmail.nl',
  'kpnplanet.nl',
  'planet.nl',
  'home.nl',
  'hetnet.nl',
  'upcmail.nl',
  'casema.nl',
  'chello.nl',
  'quicknet.nl',
  'telfort.nl',
  'xs4all.nl',
  'solcon.nl',
  'proton.me',
  'protonmail.com',
];
/** Endings that do not exist, with what was meant. */
const endings: Record<string, string> = {
  con: 'com',
  cmo: 'com',
  comm: 'com',
  vom: 'com',
  xom: 'com',
  ocm: 'com',
  nk: 'nl',
  bl: 'nl',
  nll: 'nl',
  mnl: 'nl',
};

/** Names of others that are taken for one of these. */
const confused: Record<string, string> = { 'gmail.nl': 'gmail.com', 'googlemail.nl': 'gmail.com' };
const SHORT = 7;

/** Steps from one text to another: a sign more, less, other, or two that changed places; more than `most` is `most + 1`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const steps = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + same);
      rows[i]?.push(swapped ? Math.min(steps, at(i - 2, j - 2) + 1) : steps);
    }
  }
  return Math.min(at(a.length, b.length), most + 1);
}

/** The address that was likely meant: 'jan@gmail.con' -> 'jan@gmail.com'; null when nothing looks wrong. */
export function suggestEmail(email: string): string | null {
  const at = email.lastIndexOf('@');
  const [name, typed] = [email.slice(0, at), email.slice(at + 1)];
  if (domains.includes(typed)) return null;
  const ending = endingOf(typed);
  const meant = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  const domain = meant === undefined ? typed : `${typed.slice(0, -ending.length)}${meant}`;
  const best = confused[domain] ?? nearest(domain) ?? domain;
  return best === typed ? null : `${name}@${best}`;
}

function nearest(domain: string): string | undefined {
  // Short names are near to many others: 'me.nl' is no slip of 'me.com'.
  if (domain.length < SHORT) return undefined;
  return domains
    .map((known) => ({ known, steps: distance(domain, known, 2) }))
    .filter(({ known, steps }) => steps <= 1 || (steps === 2 && endingOf(known) === endingOf(domain)))
    .sort((a, b) => a.steps - b.steps)
    .find(({ known, steps }) => steps <= 1 || known.length > SHORT + 1)?.known;
}

function endingOf(domain: string): string {
  return domain.slice(domain.lastIndexOf('.') + 1);
}

/**
 * An e-mail address in lower case. One that looks like a typing error has to be confirmed.
 * @param confirmed the person said that it is right as it stands
 */
export function readEmail(raw: string, confirmed: boolean): Reading<string> {
  const email = onOneLine(raw).toLowerCase();
  if (email === '') return { value: null, findings: [finding('missing', 'email')] };
  if (email.length > MOST || !schema.safeParse(email).success)
    return { value: null, findings: [finding('email-form', 'email')] };
  const suggestion = confirmed ? null : suggestEmail(email);
  return {
    value: email,
    findings: suggestion === null ? [] : [finding('email-typo', 'email', 'confirm', { suggestion })],
  };
}

/** Enough of an address to recognise one's own: 's…@klaverveld.example'. */
export function maskEmail(email: string): string {
  return `${email.slice(0, 1)}…${email.slice(email.lastIndexOf('@'))}`;
}
