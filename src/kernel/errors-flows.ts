import type { ErrorText } from './error-text.ts';

/** Of what is handed in, changed, signed and run. */
export const flowErrors = {
  sign_in_failed: {
    status: 401,
    nl: 'Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.',
    en: 'This e-mail address and password do not match. Try again.',
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
  phone_invalid: {
    status: 422,
    nl: 'Dit telefoonnummer bestaat niet. Schrijf het als 06 12345678, of met landnummer als +32 470 12 34 56.',
    en: 'This phone number does not exist. Write it as 06 12345678, or with its country code as +32 470 12 34 56.',
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
} as const satisfies Record<string, ErrorText>;
