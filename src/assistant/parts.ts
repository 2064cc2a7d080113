import { termsOf } from '../retrieval/analyse.ts';
import type { RetrievalResult, Retrieved } from '../retrieval/retrieve.ts';
import type { Draft } from './answer.ts';
import type { FrameLanguage } from './language.ts';
import { frameTexts } from './texts.ts';

/** 'en' or the like, before the words that open a question of its own. */
const joint =
  /(?:\s*[,;.?!]\s*|\s+)(?:en|and|und|oraz|plus)\s+(?=(?:(?:in|op|bij|tot|van|voor|met|aan|vanaf|per|from|at|na|do)\s+)?(?:hoe(?:veel|lang|vaak|ver)?|hvl|wat|welke?|wanneer|wnr|wie|waar|krijg|mag|moet|kan|kun|telt|geldt|how|what|when|which|who|can|may|must|wann|wieviel|darf|muss|ile|kiedy|czy|jak)(?![\p{L}]))/iu;
/** A full stop or question mark with another question behind it. */
const stop =
  /\?\s+(?=(?:en\s+)?(?:hoe(?:veel|lang|vaak)?|wat|welke?|wanneer|wie|waar|krijg|mag|moet|kan|telt|geldt|how|what|when|which|who|can)(?![\p{L}]))/iu;
/** What is said before a colon holds for both parts. */
const lead = /^[^:?]{3,80}:\s+/u;

/**
 * The questions in a message that asks two things ('Wat is de thuiswerkvergoeding en hoeveel mag een bureau kosten?'); one when it asks one, or when a
 * part would have no subject of its own.
 */
export function questionParts(message: string): string[] {
  const context = lead.exec(message)?.[0] ?? '';
  const body = message.slice(context.length);
  const cut = stop.exec(body) ?? joint.exec(body);
  if (cut === null) return [message];
  const parts = [body.slice(0, cut.index), body.slice(cut.index + cut[0].length)].map((part) => part.trim());
  if (parts.some((part) => termsOf(part).length === 0)) return [message];
  const [first = '', second = ''] = parts;
  // A short second part leans on the first, the way a follow-up does.
  const leaning = termsOf(second).length <= 2 ? `en ${second}` : second;
  return [`${context}${first}`, `${context}${leaning}`];
}

/** One answer out of two; what one part lacks is said. Null when both are about the same place: the message was one question after all. */
export function joinDrafts(drafts: readonly [Draft, Draft], lang: FrameLanguage): Draft | null {
  const [first, second] = drafts;
  if (first.kind !== 'answer' && second.kind !== 'answer') return null;
  const given = drafts.filter((draft) => draft.kind === 'answer');
  const citations = given.flatMap((draft) => draft.citations);
  const quotes = new Set(citations.map((citation) => `${citation.passageId}\n${citation.quote}`));
  if (quotes.size < citations.length) return null;
  const missing = drafts.findIndex((draft) => draft.kind !== 'answer');
  const conflict = given.flatMap((draft) => draft.conflict ?? []);
  const texts = given.map((draft) => draft.answer);
  if (missing >= 0) texts.push(frameTexts[lang].partMissing[missing === 0 ? 'first' : 'second']);
  return {
    kind: 'answer',
    answer: texts.join('\n\n'),
    citations,
    basis: given.some((draft) => draft.basis === 'calculated') ? 'calculated' : 'literal',
    confidence: Math.min(...given.map((draft) => draft.confidence)),
    ...(conflict.length > 0 ? { conflict } : {}),
    ...(missing >= 0 ? { nearMisses: drafts[missing]?.nearMisses ?? [] } : {}),
    selections: given.flatMap((draft) => draft.selections),
  };
}

/** The passages of both parts in turn, each once, as the log keeps them. */
export function mergeRetrieved(a: RetrievalResult, b: RetrievalResult): RetrievalResult {
  const merged = new Map<number, Retrieved>();
  for (let i = 0; i < Math.max(a.passages.length, b.passages.length); i++) {
    for (const entry of [a.passages[i], b.passages[i]]) {
      if (entry !== undefined && !merged.has(entry.view.passage.rowid))
        merged.set(entry.view.passage.rowid, entry);
    }
  }
  return { ...a, passages: [...merged.values()].slice(0, Math.max(a.passages.length, b.passages.length)) };
}
