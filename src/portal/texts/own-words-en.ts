import type { ownWordsNl } from './own-words-nl.ts';

export const ownWordsEn: typeof ownWordsNl = {
  ownWords: {
    title: 'Own words',
    lead: 'Names and words that only mean something here: a portal, a building, a shift. With them the Assistant understands questions that use them. They are never an answer by themselves.',
    link: 'Own words of your company',
    linkLead: 'Explain what your own names mean, so that questions with them find their answer.',
    back: 'Back to the employer file',
    add: 'Add a word',
    edit: 'Change a word',
    word: 'Word or name',
    wordNote: 'As colleagues type it, for example: Klaverpoort.',
    meaning: 'What it means',
    meaningNote:
      'In words of the documents. More than one? Put commas between them, for example: personeelsportaal, salarisstrook bekijken.',
    submit: 'Add',
    save: 'Save',
    none: 'Nothing is on the list yet. Type above a name that stands in no document and what it means. The open questions show which words the Assistant does not know.',
    noneLink: 'To the open questions',
    list: { one: '1 word', other: '{n} words' },
    means: 'means',
    change: 'Change',
    remove: 'Delete',
    restore: 'Undo',
    saved: '“{word}” is on the list. The Assistant understands it from the next question on.',
    removed: '“{word}” was deleted. The Assistant no longer knows the word.',
    wrong: 'Something is not right yet. Your text is still there.',
    changedMeanwhile:
      'Someone else changed this word meanwhile. It now says: “{meaning}”. Save again to let your text count.',
  },
};
