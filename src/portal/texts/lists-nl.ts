/** Words above and below every list. */
export const listsNl = {
  lists: {
    search: 'Zoeken',
    filter: 'Laat zien',
    all: 'Alles',
    sort: 'Volgorde',
    show: 'Toon',
    csv: 'Als CSV',
    pages: 'Bladzijden',
    found: { one: '1 gevonden', other: '{n} gevonden' },
    page: 'Bladzijde {page} van {pages}',
    previous: 'Vorige',
    next: 'Volgende',
    nothing: 'Niets gevonden. Probeer een ander woord, of haal het filter weg.',
    everything: 'Toon alles',
    groups: {
      filters: { sent: 'Aan HR voorgelegd', many: 'Van drie mensen of meer' },
      sorts: { most: 'Meest gevraagd', latest: 'Laatst gevraagd', oldest: 'Langst open', text: 'Op alfabet' },
    },
    answers: {
      filters: {
        active: 'Geldig',
        review: 'Bron is veranderd',
        withdrawn: 'Ingetrokken',
        on_call: 'Voor oproepkrachten',
        unused: 'Nog nooit gegeven',
      },
      sorts: { latest: 'Nieuwste eerst', used: 'Meest gegeven', text: 'Op alfabet' },
    },
    words: { sorts: { text: 'Op alfabet', latest: 'Laatst gewijzigd' } },
    members: {
      filters: {
        employee: 'Werknemers',
        on_call: 'Oproepkrachten',
        manager: 'Managers',
        hr: 'HR',
        provider: 'Salarisadministratie',
        left: 'Uit dienst',
      },
      sorts: { text: 'Op naam', seen: 'Laatst gezien', never: 'Langst niet gezien' },
    },
    questions: {
      filters: { waiting: 'Ligt bij HR', answered: 'Beantwoord', closed: 'Afgesloten' },
      sorts: { latest: 'Nieuwste eerst', oldest: 'Oudste eerst' },
    },
  },
};
