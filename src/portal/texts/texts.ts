import type { UiLanguage } from '../../api/env.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';

export type Texts = typeof nl;

/** The dictionary of a language. */
export function textsOf(language: UiLanguage): Texts {
  return language === 'en' ? en : nl;
}
