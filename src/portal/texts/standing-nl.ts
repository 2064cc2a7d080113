/** Words of the page of one earlier answer. */
export const standingNl = {
  standing: {
    title: 'Antwoord van {date}',
    lead: 'Dit antwoord is net vergeleken met wat de documenten nu zeggen.',
    states: {
      holds: 'Nog steeds geldig: elk citaat staat vandaag nog zo in de documenten.',
      changed:
        'Niet meer zeker: de tekst waar dit antwoord op rust, is sindsdien veranderd. Stel de vraag opnieuw.',
      removed:
        'Niet meer geldig: een document of antwoord waar dit op rust, wordt nu niet meer gebruikt. Stel de vraag opnieuw.',
      none: 'Dit bericht rust niet op een document; er is niets om te vergelijken.',
    },
    question: 'Je vraag',
    answer: 'Het antwoord van toen',
    quote: {
      holds: 'staat er nog',
      changed: 'staat er niet meer zo',
      removed: 'wordt niet meer gebruikt',
      none: '',
    },
    again: 'Vraag het opnieuw',
    back: 'Naar het gesprek',
  },
};
