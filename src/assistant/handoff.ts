import { careFor } from '../care/care.ts';
import type { CarePerson, CareReason } from '../care/model.ts';
import type { HandoffReason } from '../messages/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { careReasons } from '../store/help-schema.ts';
import type { Draft } from './answer.ts';
import type { FrameLanguage } from './language.ts';
import type { ChatReply } from './model.ts';
import { frameTexts } from './texts.ts';

type HandoffDraft = Draft & Pick<ChatReply, 'care'>;

interface NamedCare {
  person: CarePerson;
  text: string;
}

const base = {
  kind: 'handoff',
  citations: [],
  basis: 'literal',
  confidence: 1,
  selections: [],
} satisfies Partial<Draft>;

/** The reply to what belongs to a person: kind, short, and with the one whom this employer named for it. */
export function handoffDraft(db: EmployerDb, reason: HandoffReason, lang: FrameLanguage): HandoffDraft {
  const texts = frameTexts[lang];
  const care = careReasons.find((one) => one === reason);
  if (care === undefined) return { ...base, answer: texts.handoff[reason] };
  return careDraft(db, care, lang, texts.handoff[reason], texts.careIntro[care]);
}

/** Instead of "not in your documents" for a question about somebody's own health or a conflict: it stays off HR's list. */
export function unlistedDraft(db: EmployerDb, reason: CareReason, lang: FrameLanguage): HandoffDraft {
  const texts = frameTexts[lang];
  const { said, whom } = texts.careUnlisted[reason];
  return careDraft(db, reason, lang, `${said} ${whom} ${texts.careSafety[reason]}`.trim(), said);
}

/** @param unnamed said where nobody is named @param intro said before the person who is */
function careDraft(
  db: EmployerDb,
  reason: CareReason,
  lang: FrameLanguage,
  unnamed: string,
  intro: string,
): HandoffDraft {
  const named = careFor(db, reason);
  if (named === null) return { ...base, answer: unnamed };
  return { ...base, answer: namedWords(named, reason, lang, intro), care: named.person };
}

function namedWords(named: NamedCare, reason: CareReason, lang: FrameLanguage, intro: string): string {
  const texts = frameTexts[lang];
  const { name, jobTitle } = named.person;
  // HR writes in Dutch; who asks in another language gets the text of the house.
  const own = lang === 'nl' && named.text !== '' ? named.text : null;
  const who = texts.careWho(jobTitle === '' ? name : `${name} (${jobTitle})`);
  const parts = [own ?? `${intro} ${who}`, texts.careKept, texts.careSafety[reason]];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What a Dutch message about this gets to read, for HR to look at. @param named null where nobody is */
export function handoffWords(named: NamedCare | null, reason: CareReason): string {
  const { handoff, careIntro } = frameTexts.nl;
  return named === null ? handoff[reason] : namedWords(named, reason, 'nl', careIntro[reason]);
}
