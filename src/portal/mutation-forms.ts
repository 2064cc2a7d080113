import type { BankInput, Finding, MutationForm, MutationInput, MyData } from '../mutations/model.ts';
import { readDate } from '../mutations/read-address.ts';
import { suggestEmail } from '../mutations/read-email.ts';
import { phoneType, showPhone } from '../mutations/read-phone.ts';

/** Address of the overview; the forms stand below it. */
export const MY_DATA = '/gegevens';

export const formPaths: Record<MutationForm, string> = {
  address: `${MY_DATA}/adres`,
  contact: `${MY_DATA}/contact`,
  'emergency-contact': `${MY_DATA}/noodcontact`,
  'bank-account': `${MY_DATA}/rekening`,
};

/** What stands in a form, by the name of its field. */
export type FormValues = Readonly<Record<string, string>>;

/** Fields of each form, in order; `mode` and what belongs to a doubtful e-mail address travel unseen. */
export const formFieldNames: Record<MutationForm, readonly string[]> = {
  address: ['street', 'houseNumber', 'addition', 'postcode', 'city', 'fromDate'],
  contact: ['email', 'phone', 'mobile'],
  'emergency-contact': ['name', 'relation', 'phone'],
  'bank-account': ['iban', 'holder'],
};

/** Fields as links name them, e.g. those that the Assistent opens. */
const queryNames: Record<string, string> = { houseNumber: 'house_number', fromDate: 'from_date' };
const MOST_PREFILL = 300;

/** What a form starts with, and which fields a link filled in. */
export function startOf(
  form: MutationForm,
  my: MyData,
  query: (name: string) => string | undefined,
): { values: FormValues; prefilled: readonly string[] } {
  const mode = query('mode') === 'correction' ? 'correction' : 'change';
  const known = form === 'address' ? { ...knownAddress(my, mode), mode } : knownValues(form, my);
  // No link may fill in an account number: a message that somebody was sent would put it there.
  const names = form === 'bank-account' ? [] : formFieldNames[form];
  const given = Object.fromEntries(
    names.flatMap((name) => {
      const value = query(queryNames[name] ?? name)?.slice(0, MOST_PREFILL);
      return value ? [[name, name === 'fromDate' ? readDate(value) || '' : value]] : [];
    }),
  );
  const placed = form === 'contact' ? placedNumber(given) : given;
  return { values: { ...known, ...placed }, prefilled: Object.keys(placed) };
}

/** 'phone' is said of any number; a mobile one belongs in its own field. */
function placedNumber({ phone, ...rest }: Record<string, string>): Record<string, string> {
  if (phone === undefined) return rest;
  return phoneType(phone) === 'mobile' && rest.mobile === undefined
    ? { ...rest, mobile: phone }
    : { ...rest, phone };
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** A move starts empty; a correction with what is to be corrected. */
function knownAddress({ current }: MyData, mode: string): FormValues {
  const value = mode === 'correction' ? (current.address?.value ?? {}) : {};
  return Object.fromEntries(
    ['street', 'houseNumber', 'addition', 'postcode', 'city'].map((name) => [name, text(value[name])]),
  );
}

function knownValues(form: MutationForm, { current }: MyData): FormValues {
  const phone = (value: unknown) => (value ? showPhone(text(value)) : '');
  if (form === 'contact')
    return {
      email: text(current.email?.value?.email),
      phone: phone(current.phone?.value?.phone),
      mobile: phone(current.mobile?.value?.phone),
    };
  if (form !== 'emergency-contact') return {};
  const value = current['emergency-contact']?.value ?? {};
  return { name: text(value.name), relation: text(value.relation), phone: phone(value.phone) };
}

/** What was typed, with the answer to "which address is right?" worked in. */
export function typedValues(form: MutationForm, field: (name: string) => string): FormValues {
  const values = Object.fromEntries(formFieldNames[form].map((name) => [name, field(name)]));
  if (form === 'address')
    return { ...values, mode: field('mode') === 'correction' ? 'correction' : 'change' };
  if (form !== 'contact') return values;
  const email = (values.email ?? '').trim().toLowerCase();
  if (field('emailChoice') === 'suggested') return { ...values, email: suggestEmail(email) ?? email };
  // The answer was given about that address, not about one typed since.
  const isConfirmed = field('emailChoice') === 'typed' && field('emailAsked') === email;
  return { ...values, emailConfirmed: isConfirmed || field('emailConfirmed') === email ? email : '' };
}

/** What the service gets of a form. */
export function inputOf(form: Exclude<MutationForm, 'bank-account'>, values: FormValues): MutationInput {
  const get = (name: string) => values[name] ?? '';
  switch (form) {
    case 'address':
      return {
        ...{ form, mode: get('mode') === 'correction' ? 'correction' : 'change', fromDate: get('fromDate') },
        ...{ street: get('street'), houseNumber: get('houseNumber'), addition: get('addition') },
        ...{ postcode: get('postcode'), city: get('city') },
      };
    case 'contact':
      return {
        ...{ form, email: get('email'), phone: get('phone'), mobile: get('mobile') },
        emailConfirmed:
          get('emailConfirmed') !== '' && get('emailConfirmed') === get('email').trim().toLowerCase(),
      };
    case 'emergency-contact':
      return { form, name: get('name'), relation: get('relation'), phone: get('phone') };
  }
}

export function bankInputOf(values: FormValues): BankInput {
  return { form: 'bank-account', iban: values.iban ?? '', holder: values.holder ?? '' };
}

/** What stands in the way of handing in. */
export function faultsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === 'block' || severity === 'confirm');
}
