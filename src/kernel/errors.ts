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
  | 'task_own'
  | 'task_settled'
  | 'task_action'
  | 'task_person'
  | 'workflow_inactive'
  | 'template_faulty'
  | 'absence_person'
  | 'absence_overlap'
  | 'samples_full'
  | 'care_contact_unreachable'
  | 'phone_invalid'
  | 'document_duplicate'
  | 'document_not_readable_by_employees'
  | 'document_not_ready'
  | 'document_period_reversed'
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
  | 'mutation_blocked'
  | 'email_taken'
  | 'mail_address_missing'
  | 'second_factor_wrong'
  | 'sign_in_expired'
  | 'factor_code_wrong'
  | 'factor_exists'
  | 'factor_missing'
  | 'factor_required'
  | 'factor_setup_expired'
  | 'factor_unreadable'
  | 'too_many_codes'
  | 'oidc_email_unverified'
  | 'oidc_failed'
  | 'oidc_person_unknown'
  | 'oidc_unavailable'
  | 'contract_template_faulty'
  | 'contract_values_missing'
  | 'contract_text_unprintable'
  | 'contract_state'
  | 'contract_file_changed'
  | 'signing_unavailable'
  | 'signing_code_needed'
  | 'signing_code_wrong'
  | 'signing_blocked'
  | 'signing_not_open'
  | 'signature_missing'
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
  task_own: {
    status: 403,
    nl: 'Dit gaat over jezelf of heb je zelf ingediend. Iemand anders beslist erover.',
    en: 'This is about yourself or was handed in by you. Somebody else decides on it.',
  },
  task_settled: {
    status: 409,
    nl: 'Deze taak is al afgehandeld. Laad de pagina opnieuw om te zien door wie.',
    en: 'This task has been settled already. Reload the page to see by whom.',
  },
  task_action: {
    status: 422,
    nl: 'Dit kan niet met dit soort taak. Kies een van de knoppen die erbij staan.',
    en: 'This cannot be done with this kind of task. Choose one of the buttons beside it.',
  },
  task_person: {
    status: 422,
    nl: 'Deze persoon mag deze taak niet doen. Kies iemand met de rol die erbij hoort, en niet iemand over wie het gaat.',
    en: 'This person may not do this task. Choose somebody with the role it asks for, and nobody it is about.',
  },
  workflow_inactive: {
    status: 409,
    nl: 'Dit proces staat bij jouw werkgever uit. Vraag HR het aan te zetten.',
    en: 'Your employer has turned this process off. Ask HR to turn it on.',
  },
  template_faulty: {
    status: 422,
    nl: 'Deze werkstroom klopt nog niet. Kijk bij de stappen wat er mist.',
    en: 'This workflow is not right yet. See at the steps what is missing.',
  },
  absence_person: {
    status: 422,
    nl: 'Kies twee verschillende mensen die hier taken kunnen doen: HR, een manager of de salarisadministratie.',
    en: 'Choose two different people who can do tasks here: HR, a manager or the payroll administration.',
  },
  absence_overlap: {
    status: 409,
    nl: 'Voor deze dagen is al een vervanger geregeld. Haal die eerst weg.',
    en: 'A substitute has been arranged for these days already. Remove that one first.',
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
  phone_invalid: {
    status: 422,
    nl: 'Dit telefoonnummer bestaat niet. Schrijf het als 06 12345678, of met landnummer als +32 470 12 34 56.',
    en: 'This phone number does not exist. Write it as 06 12345678, or with its country code as +32 470 12 34 56.',
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
  document_period_reversed: {
    status: 422,
    nl: 'De datum "geldig vanaf" ligt na de datum "geldig tot en met". Verander een van de twee.',
    en: 'The date "valid from" lies after the date "valid until". Change one of the two.',
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
  mutation_blocked: {
    status: 422,
    nl: 'Deze wijziging kan zo niet worden bewaard. Kijk bij de velden wat er moet veranderen.',
    en: 'This change cannot be saved like this. The fields say what has to change.',
  },
  email_taken: {
    status: 409,
    nl: 'Dit e-mailadres is hier al van iemand anders. Gebruik een adres dat alleen van jou is.',
    en: 'This e-mail address belongs to somebody else here already. Use an address of your own.',
  },
  mail_address_missing: {
    status: 422,
    nl: 'Er is geen e-mailadres van jou bekend waar een code heen kan. Vraag HR om je te helpen.',
    en: 'There is no e-mail address of yours that a code can go to. Ask HR to help you.',
  },
  second_factor_wrong: {
    status: 422,
    nl: 'Deze code klopt niet (meer). Vraag een nieuwe aan en vul die binnen tien minuten in.',
    en: 'This code is not right (any more). Ask for a new one and enter it within ten minutes.',
  },
  sign_in_expired: {
    status: 401,
    nl: 'Het aanmelden duurde te lang. Meld je opnieuw aan.',
    en: 'Signing in took too long. Sign in again.',
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
  contract_template_faulty: {
    status: 422,
    nl: 'In dit sjabloon staan invulvelden die niet bestaan of niet af zijn. Verbeter ze; de lijst staat erbij.',
    en: 'This template has placeholders that do not exist or are not finished. Correct them; the list is shown.',
  },
  contract_values_missing: {
    status: 422,
    nl: 'Niet alles is ingevuld. Vul de genoemde velden in en maak het contract opnieuw.',
    en: 'Not everything is filled in. Fill in the fields named and make the contract again.',
  },
  contract_text_unprintable: {
    status: 422,
    nl: 'In de tekst staat een teken dat niet in de PDF kan. Vervang het; de plek staat erbij.',
    en: 'The text holds a character that cannot be printed in the PDF. Replace it; the place is shown.',
  },
  contract_state: {
    status: 409,
    nl: 'Dit kan niet (meer) met dit contract: de status is intussen veranderd. Laad de pagina opnieuw.',
    en: 'This cannot be done with this contract (any more): its status has changed. Reload the page.',
  },
  contract_file_changed: {
    status: 500,
    nl: 'Het bestand van dit contract is niet meer zoals het gemaakt werd. Het wordt niet getoond; waarschuw de beheerder.',
    en: 'The file of this contract is not as it was made any more. It is not shown; warn the administrator.',
  },
  signing_unavailable: {
    status: 503,
    nl: 'Digitaal ondertekenen staat op deze installatie niet aan. Vraag de beheerder.',
    en: 'Digital signing is not available on this installation. Ask the administrator.',
  },
  signing_code_needed: {
    status: 403,
    nl: 'Vul eerst de code in die we je mailden. Is het langer dan een uur geleden, vraag dan een nieuwe code.',
    en: 'First enter the code that we mailed you. If that was over an hour ago, ask for a new code.',
  },
  signing_code_wrong: {
    status: 422,
    nl: 'Deze code klopt niet (meer). Vraag een nieuwe aan en vul die binnen tien minuten in.',
    en: 'This code is not right (any more). Ask for a new one and enter it within ten minutes.',
  },
  signing_blocked: {
    status: 403,
    nl: 'Er is te vaak een verkeerde code ingevuld. Vraag je werkgever om de link opnieuw te sturen.',
    en: 'A wrong code was entered too often. Ask your employer to send the link again.',
  },
  signing_not_open: {
    status: 409,
    nl: 'Je kunt dit contract nu niet tekenen. Laad de pagina opnieuw om te zien hoe het ermee staat.',
    en: 'You cannot sign this contract now. Reload the page to see how it stands.',
  },
  signature_missing: {
    status: 422,
    nl: 'Zet je handtekening in het vak, of typ je naam, en vink aan dat je akkoord gaat.',
    en: 'Put your signature in the box, or type your name, and tick that you agree.',
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
