/** Words of the page with the employer's own words, and of the way to it. */
export const ownWordsNl = {
  ownWords: {
    title: 'Eigen woorden',
    lead: 'Namen en woorden die alleen bij jullie iets betekenen: een portaal, een gebouw, een dienst. De Assistent begrijpt ze dan in een vraag. Ze zijn nooit zelf een antwoord.',
    link: 'Eigen woorden van jullie bedrijf',
    linkLead: 'Leg uit wat jullie eigen namen betekenen, zodat vragen ermee hun antwoord vinden.',
    back: 'Terug naar het werkgeversdossier',
    add: 'Woord toevoegen',
    edit: 'Woord wijzigen',
    word: 'Woord of naam',
    wordNote: 'Zoals collega’s het typen, bijvoorbeeld: Klaverpoort.',
    meaning: 'Wat het betekent',
    meaningNote:
      'Met woorden uit de documenten. Meer dan één? Zet er komma’s tussen, bijvoorbeeld: personeelsportaal, salarisstrook bekijken.',
    submit: 'Toevoegen',
    save: 'Bewaren',
    none: 'Er staat nog niets op de lijst. Typ hierboven een naam die in geen document staat en wat ermee bedoeld wordt. Kijk bij de open vragen welke woorden de Assistent niet kent.',
    noneLink: 'Naar de open vragen',
    list: { one: '1 woord', other: '{n} woorden' },
    means: 'betekent',
    change: 'Wijzigen',
    remove: 'Verwijderen',
    restore: 'Ongedaan maken',
    saved: '“{word}” staat op de lijst. De Assistent begrijpt het vanaf de volgende vraag.',
    removed: '“{word}” is verwijderd. De Assistent kent het woord niet meer.',
    wrong: 'Er klopt iets nog niet. Je tekst staat er nog.',
    changedMeanwhile:
      'Iemand anders wijzigde dit woord intussen. Nu staat er: “{meaning}”. Bewaar opnieuw om jouw tekst te laten gelden.',
  },
};
