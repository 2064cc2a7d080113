/** Words of the check whether HR's answers are still given. */
export const regressionNl = {
  regression: {
    title: 'Worden ze nog gegeven?',
    none: 'Zodra er geldige antwoorden zijn, wordt hier na elke wijziging van een document nagekeken of ze nog gegeven worden.',
    working: 'Elke formulering wordt opnieuw gevraagd: {done} van {total} antwoorden gedaan.',
    refresh: 'Ververs',
    failed: 'Het nakijken is afgebroken. Probeer het opnieuw.',
    good: {
      one: 'Het ene geldige antwoord wordt bij elke formulering gegeven ({wordings} nagevraagd).',
      other: 'Alle {n} geldige antwoorden worden bij elke formulering gegeven ({wordings} nagevraagd).',
    },
    lost: {
      one: '1 antwoord wordt niet meer bij elke formulering gegeven',
      other: '{n} antwoorden worden niet meer bij elke formulering gegeven',
    },
    ofWordings: '{lost} van {wordings} formuleringen krijgen iets anders',
    got: {
      other_answer: 'krijgt een ander antwoord van HR:',
      document: 'krijgt een antwoord uit een document:',
      nothing: 'krijgt “niet in je documenten”',
      person: 'wordt naar een mens verwezen',
      other: 'wordt niet meer als vraag gelezen',
    },
    checked: 'Nagekeken op {date}.',
    run: 'Nu nakijken',
    change: 'Antwoord nakijken',
  },
};
