/** Every way a request can fail: the code is stable and part of the API, the texts are what a person reads. */
export type ErrorCode =
  | 'bad_request'
  | 'unauthenticated'
  | 'sign_in_failed'
  | 'too_many_sign_ins'
  | 'origin_mismatch'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'message_empty'
  | 'message_too_long'
  | 'payload_too_large'
  | 'too_many_requests'
  | 'curated_answer_empty'
  | 'curated_passage_unusable'
  | 'curated_question_unclear'
  | 'link_invalid'
  | 'member_exists'
  | 'invitation_exists'
  | 'password_weak'
  | 'password_wrong'
  | 'left_employment'
  | 'own_word_exists'
  | 'own_word_meaning_unclear'
  | 'own_word_unclear'
  | 'own_words_full'
  | 'document_duplicate'
  | 'document_not_readable_by_employees'
  | 'document_not_ready'
  | 'file_empty'
  | 'file_type_unsupported'
  | 'file_too_large'
  | 'file_incomplete'
  | 'file_missing'
  | 'pdf_scan_without_text'
  | 'pdf_password'
  | 'pdf_damaged'
  | 'pdf_not_a_pdf'
  | 'pdf_too_large'
  | 'pdf_too_slow'
  | 'pdf_text_unreadable'
  | 'document_without_text'
  | 'document_damaged'
  | 'ingestion_interrupted'
  | 'employer_unavailable'
  | 'storage_full'
  | 'encoder_unusable'
  | 'component_exists'
  | 'period_closed'
  | 'no_employment'
  | 'not_in_component_set'
  | 'declaration_blocked'
  | 'declaration_state'
  | 'reason_missing'
  | 'own_declaration'
  | 'receipt_unreadable'
  | 'receipt_too_large'
  | 'mutation_state'
  | 'second_factor_wrong'
  | 'run_open'
  | 'run_state'
  | 'run_own'
  | 'run_not_last'
  | 'run_checks_open'
  | 'run_empty'
  | 'run_remarks_open'
  | 'period_run_approved'
  | 'mail_addresses_missing'
  | 'mail_text_unfit'
  | 'internal';

interface ErrorText {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503 | 507;
  nl: string;
  en: string;
}

/** One exhaustive table: adding a code without a text does not compile. */
export const errorTable: Record<ErrorCode, ErrorText> = {
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
  sign_in_failed: {
    status: 401,
    nl: 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.',
    en: 'This e-mail address and password do not match. Try again.',
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
  document_duplicate: {
    status: 409,
    nl: 'Dit bestand staat al in het werkgeversdossier.',
    en: 'This file is already in the employer file.',
  },
  document_not_readable_by_employees: {
    status: 422,
    nl: 'Werknemers mogen dit document niet lezen, dus de Assistent mag het niet gebruiken. Zet eerst de zichtbaarheid op "werknemers".',
    en: 'Employees may not read this document, so the Assistant may not use it. Set its visibility to "employees" first.',
  },
  document_not_ready: {
    status: 409,
    nl: 'Dit document is nog niet klaar met verwerken. Probeer het zo weer.',
    en: 'This document is still being processed. Try again shortly.',
  },
  file_empty: {
    status: 422,
    nl: 'Dit bestand is leeg (0 bytes). Kies het bestand opnieuw.',
    en: 'This file is empty (0 bytes). Choose the file again.',
  },
  file_type_unsupported: {
    status: 415,
    nl: 'Dit soort bestand kan niet worden gelezen. Gebruik PDF, DOCX, Markdown, HTML of tekst.',
    en: 'This kind of file cannot be read. Use PDF, DOCX, Markdown, HTML or text.',
  },
  file_too_large: {
    status: 413,
    nl: 'Dit bestand is te groot. Splits het of verklein het tot hoogstens 25 MB.',
    en: 'This file is too large. Split it or reduce it to 25 MB at most.',
  },
  file_incomplete: {
    status: 400,
    nl: 'De upload is halverwege afgebroken. Upload het bestand opnieuw.',
    en: 'The upload was cut off halfway. Upload the file again.',
  },
  file_missing: {
    status: 500,
    nl: 'Het bestand van dit document is niet meer te vinden in de opslag. Upload het opnieuw.',
    en: 'The file of this document can no longer be found in storage. Upload it again.',
  },
  pdf_scan_without_text: {
    status: 422,
    nl: 'Deze PDF is een scan: er staat geen tekst in. Laat tekstherkenning (OCR) lopen of upload het oorspronkelijke bestand.',
    en: 'This PDF is a scan without text. Run text recognition (OCR) or upload the original file.',
  },
  pdf_password: {
    status: 422,
    nl: 'Deze PDF is beveiligd met een wachtwoord. Sla hem op zonder wachtwoord en upload hem opnieuw.',
    en: 'This PDF is protected by a password. Save it without one and upload it again.',
  },
  pdf_damaged: {
    status: 422,
    nl: 'Deze PDF is beschadigd en kan niet worden gelezen. Maak hem opnieuw aan en upload hem opnieuw.',
    en: 'This PDF is damaged and cannot be read. Create it again and upload it again.',
  },
  pdf_not_a_pdf: {
    status: 422,
    nl: 'Dit bestand heet PDF, maar het is geen PDF. Controleer het bestand.',
    en: 'This file is named PDF but it is not a PDF. Check the file.',
  },
  pdf_too_large: {
    status: 422,
    nl: 'Deze PDF is te groot of te ingewikkeld om te lezen. Splits hem in delen.',
    en: 'This PDF is too large or too complex to read. Split it into parts.',
  },
  pdf_too_slow: {
    status: 422,
    nl: 'Het lezen van deze PDF duurt te lang en is gestopt. Sla hem opnieuw op als PDF of splits hem.',
    en: 'Reading this PDF takes too long and was stopped. Save it as PDF again or split it.',
  },
  pdf_text_unreadable: {
    status: 422,
    nl: 'De letters in deze PDF zijn niet als tekst te lezen (lettertype zonder tekstcodering). Sla hem opnieuw op als PDF of laat tekstherkenning lopen.',
    en: 'The letters in this PDF cannot be read as text (font without text encoding). Save it as PDF again or run text recognition.',
  },
  document_without_text: {
    status: 422,
    nl: 'In dit document staat geen tekst die de Assistent kan lezen.',
    en: 'This document holds no text that the Assistant can read.',
  },
  document_damaged: {
    status: 422,
    nl: 'Dit bestand is beschadigd en kan niet worden gelezen. Sla het opnieuw op en upload het opnieuw.',
    en: 'This file is damaged and cannot be read. Save it again and upload it again.',
  },
  ingestion_interrupted: {
    status: 503,
    nl: 'Het verwerken is onderbroken. Start het opnieuw of upload het bestand nogmaals.',
    en: 'Processing was interrupted. Start it again or upload the file once more.',
  },
  employer_unavailable: {
    status: 503,
    nl: 'Het dossier van deze werkgever is nu niet te openen. Probeer het later of bel de beheerder.',
    en: 'The file of this employer cannot be opened now. Try later or call the administrator.',
  },
  storage_full: {
    status: 507,
    nl: 'De opslag is vol. Er is niets opgeslagen; waarschuw de beheerder.',
    en: 'Storage is full. Nothing was saved; warn the administrator.',
  },
  encoder_unusable: {
    status: 500,
    nl: 'De encoder in de map van ENCODER_DIR kan niet worden gebruikt.',
    en: 'The encoder in the folder of ENCODER_DIR cannot be used.',
  },
  component_exists: {
    status: 409,
    nl: 'Dit nummer is al van een andere looncomponent. Kies een ander nummer.',
    en: 'This number belongs to another wage component already. Choose another number.',
  },
  period_closed: {
    status: 409,
    nl: 'Deze periode is gesloten. Wat nu binnenkomt, gaat mee in de volgende open periode.',
    en: 'This period is closed. What comes in now goes into the next open period.',
  },
  no_employment: {
    status: 422,
    nl: 'Op deze datum heb je hier geen dienstverband. Vraag HR als dit niet klopt.',
    en: 'You have no employment here on this date. Ask HR if this is wrong.',
  },
  not_in_component_set: {
    status: 422,
    nl: 'Dit kun je hier niet declareren: het hoort niet bij jouw declaratiesoorten. Vraag HR als dit niet klopt.',
    en: 'You cannot claim this here: it is not among what you may claim. Ask HR if this is wrong.',
  },
  declaration_blocked: {
    status: 422,
    nl: 'Deze declaratie kan zo niet worden ingediend. Kijk bij de punten hieronder wat er moet veranderen.',
    en: 'This claim cannot be submitted like this. The points below say what has to change.',
  },
  declaration_state: {
    status: 409,
    nl: 'Dit kan niet (meer) met deze declaratie: de status is intussen veranderd. Laad de pagina opnieuw.',
    en: 'This cannot be done with this claim (any more): its status has changed. Reload the page.',
  },
  reason_missing: {
    status: 422,
    nl: 'Schrijf erbij waarom, dan weet de ander wat hij moet doen.',
    en: 'Say why, so that the other person knows what to do.',
  },
  own_declaration: {
    status: 403,
    nl: 'Je kunt je eigen declaratie niet behandelen. Een collega moet dat doen.',
    en: 'You cannot treat your own claim. A colleague has to.',
  },
  receipt_unreadable: {
    status: 422,
    nl: 'Dit bestand is geen leesbare foto of PDF. Maak een nieuwe foto van de bon, of sla hem op als PDF.',
    en: 'This file is not a readable photo or PDF. Take a new photo of the receipt, or save it as PDF.',
  },
  receipt_too_large: {
    status: 413,
    nl: 'Deze bon is te groot. Maak een foto van hoogstens 10 MB, of een PDF van hoogstens 5 bladzijden.',
    en: 'This receipt is too large. Use a photo of at most 10 MB, or a PDF of at most 5 pages.',
  },
  mutation_state: {
    status: 409,
    nl: 'Deze wijziging is al verwerkt of ingetrokken. Laad de pagina opnieuw.',
    en: 'This change was processed or withdrawn already. Reload the page.',
  },
  second_factor_wrong: {
    status: 422,
    nl: 'Deze code klopt niet (meer). Vraag een nieuwe aan en vul die binnen tien minuten in.',
    en: 'This code is not right (any more). Ask for a new one and enter it within ten minutes.',
  },
  run_open: {
    status: 409,
    nl: 'Er loopt al een loonrun. Laat die eerst goedkeuren, of annuleer hem; daarna kan de volgende.',
    en: 'A payroll run is under way. Have it approved or cancel it first; then the next can start.',
  },
  run_state: {
    status: 409,
    nl: 'Dit kan niet (meer) bij deze loonrun: de status is intussen veranderd. Laad de pagina opnieuw.',
    en: 'This cannot be done with this payroll run (any more): its status has changed. Reload the page.',
  },
  run_own: {
    status: 403,
    nl: 'Je hebt zelf aan deze loonrun gewerkt, dus je kunt hem niet goedkeuren. Vraag een collega van de werkgever.',
    en: 'You worked on this payroll run yourself, so you cannot approve it. Ask a colleague at the employer.',
  },
  run_not_last: {
    status: 409,
    nl: 'Alleen de laatst goedgekeurde loonrun kan ongedaan worden gemaakt. Begin bij de laatste.',
    en: 'Only the payroll run that was approved last can be undone. Begin with the last one.',
  },
  run_checks_open: {
    status: 409,
    nl: 'Er staat nog iets rood bij de controles. Los dat eerst op, dan zijn de controles klaar.',
    en: 'Something is still red among the checks. Mend that first; then the checks are done.',
  },
  run_empty: {
    status: 409,
    nl: 'In deze loonrun zit niets: er zijn geen uren, declaraties of andere regels. Verwerk die eerst, of annuleer de run.',
    en: 'There is nothing in this payroll run: no hours, claims or other lines. Process those first, or cancel the run.',
  },
  run_remarks_open: {
    status: 409,
    nl: 'Er staan nog opmerkingen open. Zet ze op afgehandeld, of stuur de proefrun terug.',
    en: 'Some remarks are still open. Settle them, or send the trial run back.',
  },
  period_run_approved: {
    status: 409,
    nl: 'In deze periode is al een loonrun goedgekeurd, dus de periode kan niet meer open. Wat nog komt, gaat mee in de volgende.',
    en: 'A payroll run of this period was approved already, so it cannot be opened again. What still comes goes into the next.',
  },
  mail_addresses_missing: {
    status: 409,
    nl: 'Er is niemand om te mailen. Vul eerst een mailadres van de werkgever in bij de mail van de proefrun.',
    en: 'There is nobody to mail. First enter an address of the employer at the mail of the trial run.',
  },
  mail_text_unfit: {
    status: 422,
    nl: 'Deze mailtekst kan zo niet worden verstuurd: er mogen geen namen of bedragen in staan, en er moet één {{link}} in staan.',
    en: 'This mail cannot be sent like this: no names or amounts may be in it, and it needs one {{link}}.',
  },
  internal: {
    status: 500,
    nl: 'Er ging iets mis bij ons. Probeer het opnieuw; blijft het misgaan, meld het dan bij HR.',
    en: 'Something went wrong on our side. Try again; if it persists, tell HR.',
  },
};

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
