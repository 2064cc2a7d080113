import { eld } from 'eld/extrasmall';
import { tokenise } from '../retrieval/text.ts';

/** Languages in which the frame of an answer exists; quotes stay in the document's language. */
export const frameLanguages = ['nl', 'en', 'de', 'pl'] as const;
export type FrameLanguage = (typeof frameLanguages)[number];

let ready = false;

/** Words that only one of the languages has and that people use in short questions. */
const tell: Record<FrameLanguage, ReadonlySet<string>> = {
  nl: new Set(
    'ik mij mijn me mn het een hoeveel hvl krijg krijgen wanneer hoe waar wat welke mag moet kan heb als voor bij ook niet geen dagen uren vrij ziek loon salaris vakantie verlof werk werken gewerkt baas gister dgn en of de wij wordt worden naar zijn nog'.split(
      ' ',
    ),
  ),
  en: new Set(
    'the how much many do does i my what when can am is are for get if which days hours pay paid work sick leave holiday you have to of and long with we off'.split(
      ' ',
    ),
  ),
  de: new Set(
    'ich mein meine wie viel viele wann bekomme wenn ist darf kann der das ein eine urlaub gehalt und fur uberstunden muss mir wird nicht tage stunden'.split(
      ' ',
    ),
  ),
  pl: new Set(
    'ile czy kiedy jak moge mam mi za sie na do jest urlop urlopu dni godzin pracy dostane place wynosi musze jaka jaki przy gdy po w z nie co'.split(
      ' ',
    ),
  ),
};

/** The language of a message among those we have frames for; Dutch when in doubt. */
export function detectLanguage(text: string): FrameLanguage {
  const words = tokenise(text).map((token) => token.form);
  const votes = frameLanguages.map((lang) => words.filter((word) => tell[lang].has(word)).length);
  const best = Math.max(...votes);
  const dutch = votes[0] ?? 0;
  if (best > 0 && dutch === best && votes.filter((vote) => vote === best).length === 1) return 'nl';
  if (!ready) {
    eld.setLanguageSubset([...frameLanguages]);
    ready = true;
  }
  const detected = frameLanguages.find((lang) => lang === eld.detect(text).language);
  const clear = frameLanguages[votes.indexOf(best)];
  if (best >= 2 && clear !== undefined && best > dutch) return clear;
  if (detected !== undefined && detected !== 'nl' && (votes[frameLanguages.indexOf(detected)] ?? 0) > dutch)
    return detected;
  return 'nl';
}
