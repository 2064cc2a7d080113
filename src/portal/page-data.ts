import type { UiLanguage } from '../api/env.ts';
import type { Texts } from './texts/texts.ts';

/** What the server tells the scripts of a page; it travels in a meta element, so that nothing is inline script. */
export interface PageData {
  language: UiLanguage;
  employerId: string;
  employer: string;
  texts: Pick<Texts, 'common' | 'chat' | 'viewer' | 'documents' | 'hrQuestions' | 'hrDocuments'>;
}

/** The same with the words of the employer file. */
export type FilePageData = Omit<PageData, 'texts'> & { texts: PageData['texts'] & Pick<Texts, 'hrFile'> };

export const PAGE_DATA = 'page-data';
