import type { regressionNl } from './regression-nl.ts';

/** The same in English. */
export const regressionEn: typeof regressionNl = {
  regression: {
    title: 'Are they still given?',
    none: 'Once there are valid answers, this shows after every change of a document whether they are still given.',
    working: 'Each wording is being asked again: {done} of {total} answers done.',
    refresh: 'Refresh',
    failed: 'The check broke off. Try again.',
    good: {
      one: 'The one valid answer is given for every wording ({wordings} asked).',
      other: 'All {n} valid answers are given for every wording ({wordings} asked).',
    },
    lost: {
      one: '1 answer is no longer given for every wording',
      other: '{n} answers are no longer given for every wording',
    },
    ofWordings: '{lost} of {wordings} wordings get something else',
    got: {
      other_answer: 'gets another answer of HR:',
      document: 'gets an answer from a document:',
      nothing: 'gets “not in your documents”',
      person: 'is sent to a person',
      other: 'is no longer read as a question',
    },
    checked: 'Checked on {date}.',
    run: 'Check now',
    change: 'Look at the answer',
  },
};
