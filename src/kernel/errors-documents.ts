import type { ErrorText } from './error-text.ts';

/** Of files, their reading and the store. */
export const documentErrors = {
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
} as const satisfies Record<string, ErrorText>;
