import { readAddress } from './address.ts';
import { readEmails, readIbans, readPhones, suggestEmail } from './contacts.ts';
import { readDates, singleDates } from './dates.ts';
import type { Extra, FlowRequest, Slots } from './model.ts';
import { readAmounts, readLitres, readPlates } from './money.ts';
import { readHolder, readName, readRelation } from './people.ts';
import { masked, type Typed, without } from './typed.ts';

interface Place {
  start: number;
  end: number;
}

function hide(message: Typed, places: readonly Place[]): Typed {
  return places.reduce((rest, { start, end }) => masked(rest, start, end), message);
}

function request(flow: FlowRequest['flow'], slots: Slots, extra: Extra): FlowRequest {
  return { flow, slots, ...(Object.keys(extra).length > 0 && { extra }) };
}

/** A receipt of fuel; one for each date that has an amount of its own. */
export function fuelRequests(message: Typed, today: string): FlowRequest[] {
  const plates = readPlates(message);
  const afterPlates = hide(message, plates);
  const litres = readLitres(afterPlates);
  const afterLitres = hide(afterPlates, litres);
  const marked = readAmounts(afterLitres);
  const dated = readDates(hide(afterLitres, marked), { today, lean: 'past' });
  const amounts = marked.length > 0 ? marked : readAmounts(dated.rest);
  const dates = dated.mentions.flatMap((mention) => (mention.kind === 'days' ? mention.dates : []));
  const extra = fuelExtra(message);
  const plate = plates[0] === undefined ? {} : { license_plate: plates[0].plate };
  if (amounts.length > 1 && amounts.length === dates.length)
    return amounts.map((amount, i) =>
      request('fuel', { date: dates[i], amount: amount.value, ...plate }, extra),
    );
  const slots: Slots = {
    ...(dates[0] !== undefined && dates.length === 1 && { date: dates[0] }),
    ...(amounts[0] !== undefined && {
      amount: amounts.length > 1 ? Math.max(...amounts.map(({ value }) => value)) : amounts[0].value,
    }),
    ...(litres[0] !== undefined && { litres: litres[0].value }),
    ...plate,
  };
  return [request('fuel', slots, extra)];
}

const company =
  /\b(?:bedrijfs(?:bus|auto|wagen)|auto van de zaak|bus van de zaak|auto van het bedrijf|lease(?:auto|bak|wagen)?|huurauto|poolauto|werkbus|busje|company (?:car|van)|firmenwagen|de bus)\b/;
const own =
  /\b(?:eigen (?:auto|wagen|bak)|prive ?auto|mijn auto|mn auto|me auto|own car|my car|eigenes auto)\b/;

function fuelExtra(message: Typed): Extra {
  const extra: Extra = {};
  if (company.test(message.low)) extra.vehicle = 'company';
  else if (own.test(message.low)) extra.vehicle = 'own';
  if (/\b(?:bon|bonnetje|receipt)\b.*\b(?:komt|volgt|later|stuur|nog)\b/.test(message.low))
    extra.receipt = 'pending';
  return extra;
}

const moved =
  /\b(?:verhuisd|sinds|al|afgelopen|vorige|verleden|moved|since|umgezogen|seit|woonde?|per abuis|przeprowadzil\w*|od)\b/;
const wrong =
  /\b(?:klopt niet|staat (?:fout|verkeerd)|fout|verkeerd|typefout|spelfout|ipv|i\.p\.v\.|in plaats van|instead of|wrong|incorrect|moet .{1,30} zijn)\b/;

export function addressRequest(message: Typed, today: string): FlowRequest {
  const contacts = hide(message, [...readEmails(message), ...readPhones(message)]);
  const lean =
    moved.test(message.low) && !/\b(?:ga|gaan|gaat|ziehe|will)\b/.test(message.low) ? 'past' : 'future';
  const { mentions, rest } = readDates(contacts, { today, lean }, false);
  const [date] = singleDates(mentions);
  const extra: Extra = wrong.test(message.low) ? { correction: true } : {};
  return request('address', { ...readAddress(rest), ...(date !== undefined && { from_date: date }) }, extra);
}

export function contactRequest(message: Typed): FlowRequest {
  const emails = readEmails(message).filter((mention) => !isOld(message, mention));
  const afterEmails = hide(message, readEmails(message));
  const phones = readPhones(afterEmails).filter((mention) => !isOld(message, mention));
  const extra: Extra = {};
  const email = emails.at(-1)?.email;
  const suggestion = email === undefined ? null : suggestEmail(email);
  if (suggestion !== null) extra.emailSuggestion = suggestion;
  const valid = phones.findLast(({ isValid }) => isValid);
  if (valid === undefined && phones.length > 0) extra.phoneInvalid = true;
  const named = namedContacts(message.low, valid !== undefined, email !== undefined);
  if (named.length > 0) extra.alsoNamed = named;
  return request(
    'contact',
    { ...(valid && { phone: valid.phone }), ...(email !== undefined && { email }) },
    extra,
  );
}

function namedContacts(low: string, hasPhone: boolean, hasEmail: boolean): ('phone' | 'email')[] {
  const phone = /\b(?:telefoon\w*|mobiel\w*|nummer|nr|06|tel|phone|number|handy\w*|numer)\b/.test(low);
  const email = /(?:e-?mail|\bmail)(?:adres)?\b/.test(low);
  return [
    ...(phone && !hasPhone ? (['phone'] as const) : []),
    ...(email && !hasEmail ? (['email'] as const) : []),
  ];
}

/** "niet meer 06...", "ipv ...", "was ...": what it used to be. */
function isOld(message: Typed, { start }: Place): boolean {
  return /\b(?:ipv|in plaats van|instead of|niet meer|niet langer|was|oude?(?: nummer| nr| mail| e-?mail| adres)?(?: is| was)?|van|from|statt)\s*:?\s*$/.test(
    message.low.slice(Math.max(0, start - 26), start),
  );
}

export function emergencyRequest(message: Typed): FlowRequest {
  const phones = readPhones(message);
  const afterPhones = hide(message, [...phones, ...readEmails(message)]);
  const relation = readRelation(afterPhones);
  const rest = relation === undefined ? afterPhones : masked(afterPhones, relation.start, relation.end);
  const name = readName(without(rest, /\d+/), relation?.end);
  const phone = phones.findLast(({ isValid }) => isValid);
  const extra: Extra = phone === undefined && phones.length > 0 ? { phoneInvalid: true } : {};
  return request(
    'emergency-contact',
    {
      ...(name !== undefined && { name }),
      ...(relation && { relation: relation.relation }),
      ...(phone && { phone: phone.phone }),
    },
    extra,
  );
}

export function bankRequest(message: Typed, today: string): FlowRequest {
  const ibans = readIbans(message);
  const iban = ibans.find((mention) => !isOld(message, mention)) ?? ibans.at(-1);
  const rest = hide(message, ibans);
  const dated = readDates(rest, { today, lean: 'future' }, false);
  const [date] = singleDates(dated.mentions);
  const holder = readHolder(dated.rest);
  const extra: Extra = iban !== undefined && !iban.isValid ? { ibanInvalid: true } : {};
  return request(
    'bank-account',
    {
      ...(iban && { iban: iban.iban }),
      ...(holder !== undefined && { holder }),
      ...(date !== undefined && { from_date: date }),
    },
    extra,
  );
}
