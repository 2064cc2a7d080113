import { addDays, daysBetween } from '../kernel/calendar.ts';
import { onOneLine } from '../kernel/one-line.ts';
import type { Address, FactKind } from '../personnel/model.ts';
import { finding, type Reading, textFindings } from './findings.ts';
import type {
  AddressInput,
  BankInput,
  Change,
  ContactInput,
  EmergencyInput,
  FactValue,
  Finding,
  MutationInput,
} from './model.ts';
import { readAddress, readDate } from './read-address.ts';
import { readBank } from './read-bank.ts';
import { readEmail } from './read-email.ts';
import { readPhone } from './read-phone.ts';
import type { Known } from './service.ts';

/** A date this far off is likely a slip. */
const FAR_DAYS = 366;
const MOST_NAME = 80;
const MOST_RELATION = 40;

/** What an input would change, by what is known now, and what is to be said about it. */
export interface Checked {
  changes: Change[];
  findings: Finding[];
}

/** Reads an input and holds it against what stands. Nothing changes where something blocks. */
export function checkMutation(input: MutationInput, known: Known): Checked {
  const checked = checkForm(input, known);
  const blocks = checked.findings.some(({ severity }) => severity === 'block');
  return blocks ? { ...checked, changes: [] } : checked;
}

function checkForm(input: MutationInput, known: Known): Checked {
  switch (input.form) {
    case 'address':
      return checkAddress(input, known);
    case 'contact':
      return checkContact(input, known);
    case 'emergency-contact':
      return checkEmergency(input, known);
    case 'bank-account':
      return checkBank(input, known);
  }
}

function checkAddress(input: AddressInput, known: Known): Checked {
  const { value, findings } = readAddress(input);
  const current = known.current.address;
  const isCorrection = input.mode === 'correction';
  const from = isCorrection ? (current?.validFrom ?? known.today) : readDate(input.fromDate) || known.today;
  const dated = isCorrection ? correctionFindings(known) : moveFindings(input, from, known);
  const compared = value === null ? [] : comparedFindings(value, input.mode, known);
  return {
    changes: [
      {
        kind: 'address',
        mode: input.mode,
        before: current?.value ?? null,
        after: value,
        effectiveOn: from,
        when: from > known.today ? 'on-date' : 'now',
      },
    ],
    findings: [...findings, ...dated, ...compared],
  };
}

function correctionFindings({ current }: Known): Finding[] {
  return current.address === undefined ? [finding('nothing-to-correct', 'mode')] : [];
}

function moveFindings({ fromDate }: AddressInput, from: string, known: Known): Finding[] {
  if (readDate(fromDate) === null) return [finding('date-form', 'fromDate')];
  const since = known.current.address?.validFrom;
  if (since !== undefined && from < since)
    return [finding('before-current', 'fromDate', 'block', { date: since })];
  const waits = from > known.today && known.waiting.includes('address');
  const days = daysBetween(known.today, from);
  return [
    ...(waits ? [finding('open-already', '')] : []),
    ...(days < 0 ? [finding('retroactive', 'fromDate', 'info', { date: from })] : []),
    ...(days > 0 ? [finding('future', 'fromDate', 'info', { date: from })] : []),
    ...(Math.abs(days) > FAR_DAYS ? [finding('far-away', 'fromDate', 'warn', { date: from })] : []),
  ];
}

/** A correction that looks like a move would pass by whoever checks the commuting allowance; the other way round they get work for nothing. */
function comparedFindings(address: Address, mode: AddressInput['mode'], { current }: Known): Finding[] {
  const before = current.address?.value;
  if (before === undefined) return [];
  if (same(before, address)) return [finding('unchanged', '')];
  const sameHouse = before.postcode === address.postcode && before.houseNumber === address.houseNumber;
  if (mode === 'change' && sameHouse) return [finding('looks-like-correction', 'mode', 'warn')];
  const elsewhere = before.postcode !== address.postcode && before.street !== address.street;
  return mode === 'correction' && elsewhere ? [finding('looks-like-move', 'mode', 'warn')] : [];
}

function checkContact(input: ContactInput, known: Known): Checked {
  const numbers = (['phone', 'mobile'] as const).flatMap((kind) => {
    const typed = input[kind];
    return typed === undefined ? [] : [{ kind, ...readNumber(typed, kind) }];
  });
  const email = input.email === undefined ? null : readOwnEmail(input.email, input, known);
  const values = [
    ...numbers.map(({ kind, value }) => ({ kind, after: value === null ? null : { phone: value } })),
    ...(email?.value ? [{ kind: 'email' as const, after: { email: email.value } }] : []),
  ];
  const changes = values
    .filter(({ kind, after }) => !same(known.current[kind]?.value ?? null, after))
    .map(({ kind, after }) => changeOf(kind, after, kind === 'email' ? 'verified' : 'now', known));
  const said = [...numbers.flatMap(({ findings }) => findings), ...(email?.findings ?? [])];
  const findings = said.filter(({ severity, field }) => severity === 'block' || touches(changes, field));
  const isSame = changes.length === 0 && !findings.some(({ severity }) => severity === 'block');
  return { changes, findings: isSame ? [finding('unchanged', '')] : findings };
}

function touches(changes: readonly Change[], field: string): boolean {
  return changes.some(({ kind }) => kind === field);
}

/** An empty number is none. */
function readNumber(typed: string, field: 'phone' | 'mobile'): Reading<string> {
  return onOneLine(typed) === '' ? { value: null, findings: [] } : readPhone(typed, field);
}

function readOwnEmail(typed: string, input: ContactInput, known: Known): Reading<string> {
  const current = known.current.email?.value.email;
  if (onOneLine(typed) === '') {
    const needed = current === undefined ? [] : [finding('email-needed', 'email')];
    return { value: null, findings: needed };
  }
  const email = readEmail(typed, input.emailConfirmed);
  if (email.value === null || email.value === current || !known.isTaken(email.value)) return email;
  return { value: null, findings: [finding('email-taken', 'email')] };
}

function checkEmergency(input: EmergencyInput, known: Known): Checked {
  const [name, relation] = [onOneLine(input.name), onOneLine(input.relation)];
  const phone = readPhone(input.phone, 'emergencyPhone');
  const after = { name, relation, phone: phone.value };
  const own = [known.current.phone, known.current.mobile].map((fact) => fact?.value.phone);
  const isOwn = phone.value !== null && own.includes(phone.value);
  const isSame = same(known.current['emergency-contact']?.value ?? null, after);
  return {
    changes: [changeOf('emergency-contact', after, 'now', known)],
    findings: [
      ...textFindings(name, 'name', MOST_NAME),
      ...(relation === '' ? [] : textFindings(relation, 'relation', MOST_RELATION)),
      ...phone.findings.map((said) => ({ ...said, field: 'phone' })),
      ...(isOwn ? [finding('own-number', 'phone', 'warn')] : []),
      ...(isSame ? [finding('unchanged', '')] : []),
    ],
  };
}

function checkBank(input: BankInput, known: Known): Checked {
  const { value, findings } = readBank(input, known.lastName);
  const isSame = value !== null && same(known.current['bank-account']?.value ?? null, { ...value });
  const change = changeOf('bank-account', value === null ? null : { ...value }, 'waited', known);
  return {
    changes: [{ ...change, effectiveOn: addDays(known.today, known.bankWaitingDays) }],
    findings: [
      ...findings,
      ...(isSame ? [finding('unchanged', '')] : []),
      ...(known.waiting.includes('bank-account') ? [finding('open-already', '')] : []),
    ],
  };
}

function changeOf(kind: FactKind, after: FactValue | null, when: Change['when'], known: Known): Change {
  const before = known.current[kind]?.value ?? null;
  return { kind, mode: 'change', before, after, effectiveOn: known.today, when };
}

/** Equal field by field, in whatever order. */
export function same(a: object | null, b: object | null): boolean {
  if (a === null || b === null) return a === b;
  const sorted = (value: object) =>
    JSON.stringify(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  return sorted(a) === sorted(b);
}
