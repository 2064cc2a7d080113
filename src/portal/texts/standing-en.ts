import type { standingNl } from './standing-nl.ts';

export const standingEn: typeof standingNl = {
  standing: {
    title: 'Answer of {date}',
    lead: 'This answer was just compared with what the documents say now.',
    states: {
      holds: 'Still valid: every quote stands in the documents today as it did then.',
      changed:
        'No longer sure: the text that this answer rests on has changed since. Ask the question again.',
      removed:
        'No longer valid: a document or answer that this rests on is not used any more. Ask the question again.',
      none: 'This message rests on no document; there is nothing to compare.',
    },
    question: 'Your question',
    answer: 'The answer then',
    quote: {
      holds: 'still there',
      changed: 'no longer there like this',
      removed: 'not used any more',
      none: '',
    },
    again: 'Ask it again',
    back: 'To the conversation',
  },
};
