/** Words of the page on which HR names who helps with health and conflicts. */
export const careNl = {
  care: {
    title: 'Wie helpt bij gezondheid en conflict',
    lead: 'Gaat een bericht over iemands gezondheid of over een conflict op het werk, dan antwoordt de Assistent niet zelf. Hij noemt de persoon die je hier invult. Zo’n bericht komt nooit op de lijst van HR en wordt niet bewaard.',
    reasons: { health: 'Gezondheid', conflict: 'Conflict op het werk' },
    hints: {
      health: 'Bijvoorbeeld de bedrijfsarts of iemand van HR.',
      conflict: 'Bijvoorbeeld de vertrouwenspersoon.',
    },
    unset: 'Er is nog niemand genoemd. De Assistent zegt nu:',
    set: 'De Assistent zegt nu:',
    name: 'Naam',
    jobTitle: 'Functie (mag leeg)',
    phone: 'Telefoon',
    email: 'E-mailadres',
    reach: 'Vul ten minste een van beide in.',
    text: 'Wat de Assistent zegt (mag leeg)',
    textNote:
      'Leeg: “{said}” Dat er niets bewaard is, en bij gezondheid het nummer van 113, staat er altijd onder.',
    save: 'Bewaren',
    remove: 'Niemand noemen',
    restore: 'Ongedaan maken',
    saved: 'Bewaard. Vanaf het volgende bericht noemt de Assistent {name}.',
    removed: '{name} wordt niet meer genoemd.',
    wrong: 'Er klopt iets niet; kijk bij de velden.',
    changedMeanwhile:
      'Iemand anders wijzigde dit intussen. Wat jij typte staat er nog; bewaar opnieuw als dat moet gelden.',
  },
};

/** Words below a reply that names somebody. */
export const careCardNl = {
  careCall: 'Bel {name}',
  careMail: 'Mail {name}',
};
