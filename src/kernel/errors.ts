import type { ErrorText } from './error-text.ts';
import { documentErrors } from './errors-documents.ts';
import { flowErrors } from './errors-flows.ts';

const generalErrors = {
  bad_request: {
    status: 400,
    nl: 'De aanvraag klopt niet. Controleer de velden en probeer het opnieuw.',
    en: 'The request is not valid. Check the fields and try again.',
  },
  unauthenticated: { status: 401, nl: 'Meld je eerst aan.', en: 'Sign in first.' },
  forbidden: {
    status: 403,
    nl: 'Dit mag je niet met jouw rol. Vraag HR als je denkt dat dit niet klopt.',
    en: 'Your role does not allow this. Ask HR if you think this is wrong.',
  },
  not_found: {
    status: 404,
    nl: 'Dit bestaat niet, of je mag het niet zien.',
    en: 'This does not exist, or you may not see it.',
  },
  conflict: {
    status: 409,
    nl: 'Dit is intussen door iemand anders gewijzigd. Laad de pagina opnieuw.',
    en: 'Someone else changed this meanwhile. Reload the page.',
  },
  message_empty: { status: 422, nl: 'Typ eerst een vraag.', en: 'Type a question first.' },
  message_too_long: {
    status: 422,
    nl: 'Je bericht is te lang. Maak het korter dan 4.000 tekens.',
    en: 'Your message is too long. Keep it under 4,000 characters.',
  },
  payload_too_large: {
    status: 413,
    nl: 'Dit is te veel tekst in een keer. Maak het korter en probeer het opnieuw.',
    en: 'This is too much text at once. Make it shorter and try again.',
  },
  too_many_sign_ins: {
    status: 429,
    nl: 'Er is te vaak geprobeerd aan te melden. Wacht een kwartier en probeer het dan opnieuw.',
    en: 'Too many attempts to sign in. Wait a quarter of an hour and try again.',
  },
  origin_mismatch: {
    status: 403,
    nl: 'Deze aanvraag komt niet van deze website. Laad de pagina opnieuw en probeer het nog eens.',
    en: 'This request does not come from this website. Reload the page and try again.',
  },
  too_many_requests: {
    status: 429,
    nl: 'Even rustig aan: probeer het over een minuut opnieuw.',
    en: 'Slow down: try again in a minute.',
  },
  curated_answer_empty: {
    status: 422,
    nl: 'Schrijf een antwoord, of wijs een passage aan.',
    en: 'Write an answer, or point at a passage.',
  },
  curated_passage_unusable: {
    status: 422,
    nl: 'Deze passage bestaat niet meer, of de Assistent mag het document nu niet gebruiken. Kies een andere.',
    en: 'This passage no longer exists, or the Assistant may not use its document now. Choose another.',
  },
  curated_question_unclear: {
    status: 422,
    nl: 'Deze vraag is zonder het gesprek niet te begrijpen. Schrijf hem uit als een hele vraag.',
    en: 'This question cannot be understood without its conversation. Write it out as a whole question.',
  },
  link_invalid: {
    status: 404,
    nl: 'Deze link werkt niet (meer). Hij is gebruikt, ingetrokken of verlopen. Vraag een nieuwe aan.',
    en: 'This link does not work (any more). It was used, withdrawn or has expired. Ask for a new one.',
  },
  member_exists: {
    status: 409,
    nl: 'Deze persoon heeft deze rol hier al.',
    en: 'This person has this role here already.',
  },
  invitation_exists: {
    status: 409,
    nl: 'Voor dit adres en deze rol staat al een uitnodiging open. Stuur die opnieuw, of trek haar eerst in.',
    en: 'An invitation for this address and role is open already. Send it again, or withdraw it first.',
  },
  password_weak: {
    status: 422,
    nl: 'Kies een wachtwoord van ten minste 10 tekens dat niet makkelijk te raden is, bijvoorbeeld drie woorden achter elkaar.',
    en: 'Choose a password of at least 10 characters that is not easy to guess, for example three words in a row.',
  },
  password_wrong: {
    status: 422,
    nl: 'Je huidige wachtwoord klopt niet.',
    en: 'Your present password is not right.',
  },
  left_employment: {
    status: 403,
    nl: 'Je bent hier uit dienst. Je documenten en eerdere antwoorden kun je nog lezen; nieuwe vragen stellen kan niet meer.',
    en: 'You have left this employer. You can still read your documents and earlier answers; new questions cannot be asked.',
  },
  own_word_exists: {
    status: 409,
    nl: 'Dit woord staat al op de lijst. Wijzig het daar.',
    en: 'This word is on the list already. Change it there.',
  },
  own_word_meaning_unclear: {
    status: 422,
    nl: 'Schrijf de betekenis met woorden die in de documenten staan, en niet alleen met het woord zelf.',
    en: 'Write the meaning in words that stand in the documents, and not with the word itself alone.',
  },
  own_word_unclear: {
    status: 422,
    nl: 'Dit woord staat in bijna elke zin, dus daaraan is niets te herkennen. Kies een naam of een woord dat alleen bij jullie iets betekent.',
    en: 'This word stands in almost every sentence, so it tells nothing. Choose a name or a word with a meaning of its own here.',
  },
  own_words_full: {
    status: 409,
    nl: 'De lijst is vol: er passen 500 woorden op. Verwijder eerst een woord dat niemand meer gebruikt.',
    en: 'The list is full: it holds 500 words. First delete a word that nobody uses any more.',
  },
  samples_full: {
    status: 409,
    nl: 'Er staan al 50 voorbeeldmedewerkers. Verwijder er eerst een die je niet meer gebruikt.',
    en: 'There are 50 sample employees already. First delete one that you no longer use.',
  },
  care_contact_unreachable: {
    status: 422,
    nl: 'Vul een telefoonnummer of een e-mailadres in, anders kan niemand deze persoon bereiken.',
    en: 'Fill in a phone number or an e-mail address, or nobody can reach this person.',
  },
  factor_code_wrong: {
    status: 422,
    nl: 'Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in je app en vul die in.',
    en: 'This code is not right, or was used already. Wait for the next code in your app and enter that.',
  },
  factor_exists: {
    status: 409,
    nl: 'De tweede stap staat al aan. Zet hem eerst uit om een ander apparaat te gebruiken.',
    en: 'The second step is on already. Switch it off first to use another device.',
  },
  factor_missing: {
    status: 409,
    nl: 'De tweede stap staat niet aan. Stel hem eerst in bij Mijn account.',
    en: 'The second step is not on. Set it up first under My account.',
  },
  factor_required: {
    status: 403,
    nl: 'Met jouw rol hoort bij het aanmelden een tweede stap. Stel die eerst in bij Mijn account.',
    en: 'Your role asks for a second step at sign-in. Set it up first under My account.',
  },
  factor_setup_expired: {
    status: 409,
    nl: 'Het instellen duurde te lang. Begin opnieuw en scan de nieuwe QR-code.',
    en: 'Setting up took too long. Start again and scan the new QR code.',
  },
  factor_unreadable: {
    status: 503,
    nl: 'Je tweede stap is niet meer te lezen, omdat het geheim van deze installatie is gewijzigd. Vraag de beheerder hem te wissen.',
    en: 'Your second step can no longer be read, because the secret of this installation was changed. Ask the administrator to reset it.',
  },
  too_many_codes: {
    status: 429,
    nl: 'Er zijn te veel verkeerde codes ingevuld. Wacht een kwartier en probeer het dan opnieuw.',
    en: 'Too many wrong codes were entered. Wait a quarter of an hour and try again.',
  },
  oidc_email_unverified: {
    status: 403,
    nl: 'Je werkaccount zegt niet dat je e-mailadres is gecontroleerd. Meld je aan met je wachtwoord, of vraag je beheerder het adres te bevestigen.',
    en: 'Your work account does not say that your e-mail address was checked. Sign in with your password, or ask your administrator to confirm the address.',
  },
  oidc_failed: {
    status: 401,
    nl: 'Het aanmelden met je werkaccount is niet gelukt of duurde te lang. Probeer het opnieuw.',
    en: 'Signing in with your work account failed or took too long. Try again.',
  },
  oidc_person_unknown: {
    status: 403,
    nl: 'Je werkaccount is hier niet bekend. Vraag HR om een uitnodiging op het adres van je werkaccount.',
    en: 'Your work account is not known here. Ask HR for an invitation to the address of your work account.',
  },
  oidc_unavailable: {
    status: 503,
    nl: 'Aanmelden met je werkaccount kan nu even niet: de dienst van je organisatie antwoordt niet. Meld je aan met je wachtwoord, of probeer het later.',
    en: 'Signing in with your work account is not possible now: the service of your organisation does not answer. Sign in with your password, or try again later.',
  },
  internal: {
    status: 500,
    nl: 'Er ging iets mis bij ons. Probeer het opnieuw; blijft het misgaan, meld het dan bij HR.',
    en: 'Something went wrong on our side. Try again; if it persists, tell HR.',
  },
} as const satisfies Record<string, ErrorText>;

/** Every way a request can fail: the code is stable and part of the API, the texts are what a person reads. */
const table = { ...generalErrors, ...documentErrors, ...flowErrors };
export type ErrorCode = keyof typeof table;
export const errorTable: Record<ErrorCode, ErrorText> = table;

/** The only error that services throw on purpose. `detail` is shown to the person, `cause` only logged. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: ErrorCode,
    options: { detail?: string; data?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.data = options.data;
  }

  get status(): ErrorText['status'] {
    return errorTable[this.code].status;
  }
}
