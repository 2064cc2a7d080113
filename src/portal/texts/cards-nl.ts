/** Words around the cards of the empty chat; what they say stands in src/cards/data. */
export const cardsNl = {
  cards: {
    dismiss: 'Kaart weghalen',
    gone: 'De kaart is weg.',
    open: 'Bekijk het document',
  },
};
