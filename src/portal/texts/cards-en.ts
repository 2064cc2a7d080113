import type { cardsNl } from './cards-nl.ts';

/** The same in English. */
export const cardsEn: typeof cardsNl = {
  cards: {
    dismiss: 'Put this card away',
    gone: 'The card is gone.',
    open: 'See the document',
  },
};
