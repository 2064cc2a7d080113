/** Words around a quote in plain words. */
export const plainNl = {
  plainWords: 'In gewone woorden',
  plainNote: 'Dit helpt bij het lezen en is niet de regel zelf. Wat in het document staat, geldt.',
  printHead:
    'Antwoorden van de Assistent van {employer}, afgedrukt uit Vraagbaak op {date}. Adressen die met / beginnen staan op {origin}.',
};
