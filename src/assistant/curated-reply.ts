import type { Actor } from '../kernel/actor.ts';
import { documentFrequencies } from '../retrieval/lexical.ts';
import type { PassageView } from '../retrieval/passage-view.ts';
import type { PointedPassage } from '../retrieval/pointed.ts';
import { type AnalysedQuestion, analyseQuestion } from '../retrieval/question.ts';
import { weighTerms } from '../retrieval/score.ts';
import { softMatcher } from '../retrieval/soft-match.ts';
import { loadViews } from '../retrieval/views.ts';
import { noLateMatcher } from '../retrieval/word-space.ts';
import type { EmployerDb } from '../store/db.ts';
import { type Draft, literalDraft } from './answer.ts';
import { citationOf } from './cite.ts';
import {
  answersAskedBy,
  chanceFor,
  entriesFor,
  isInScope,
  type LibraryDeps,
  type LibraryEntry,
  modelFor,
  openLibrary,
} from './curated-library.ts';
import type { FrameLanguage } from './language.ts';
import type { Approval, Citation } from './model.ts';
import { marksClash } from './question-marks.ts';
import { redact } from './redact.ts';
import { leansOnTurns, readWording } from './same-question.ts';
import { type Selection, selectFrom } from './select.ts';

/** What HR said before that bears on a question. */
export interface Consulted {
  /** The approved answer, when HR answered this very question. */
  approved: CuratedDraft | null;
  /** Passages that HR pointed at for questions of its kind; retrieval finds them by those questions too. */
  pointed: PointedPassage[];
}

export type CuratedDraft = Draft & { curated: Approval };

const nothing: Consulted = { approved: null, pointed: [] };

/**
 * Looks a question up among the answers that HR approved for this person. One that leans on the turns before it is left to retrieval: its words
 * alone do not say what it asks.
 * @param message typing errors mended
 */
export async function consultHr(
  deps: LibraryDeps,
  db: EmployerDb,
  actor: Actor,
  message: string,
  turns: readonly string[],
  lang: FrameLanguage,
): Promise<Consulted> {
  const entries = entriesFor(deps, db, actor, await openLibrary(deps, db));
  if (entries.length === 0) return nothing;
  const text = redact(message);
  const vector = deps.encoder === null ? null : await deps.encoder.encodeQuestion(text);
  const question = readWording(text, vector);
  if (turns.length > 0 && leansOnTurns(question)) return nothing;
  const model = modelFor(deps.encoder);
  let best: { entry: LibraryEntry; chance: number } | null = null;
  for (const entry of entries) {
    const chance = chanceFor(entry, question, model);
    if (chance < model.threshold) continue;
    const later = entry.row.approvedAt > (best?.entry.row.approvedAt ?? 0);
    if (best === null || chance > best.chance || (chance === best.chance && later)) best = { entry, chance };
  }
  return {
    approved: best === null ? null : draftOf(db, best.entry, best.chance, message, lang),
    pointed: entries.flatMap(({ row, passage, wordings }) => {
      const questions = wordings.filter(({ marks }) => !marksClash(marks, question.marks));
      return row.kind === 'passage' && passage !== null && questions.length > 0
        ? [{ rowid: passage, questions }]
        : [];
    }),
  };
}

/** How an answer of HR was held against a question. */
export interface HeldAgainst {
  entry: LibraryEntry;
  /** Chance that it answers this very question, 0 to 1, and the chance from which it is given. */
  chance: number;
  threshold: number;
  /** For this person today; 'source': what it rests on changed. */
  may: 'given' | 'other_group' | 'source';
}

/** Every active answer of HR with its chance for a question, nearest first, also those this person may not get. */
export async function holdAgainst(
  deps: LibraryDeps,
  db: EmployerDb,
  actor: Actor,
  message: string,
): Promise<HeldAgainst[]> {
  const entries = await openLibrary(deps, db);
  if (entries.length === 0) return [];
  const text = redact(message);
  const vector = deps.encoder === null ? null : await deps.encoder.encodeQuestion(text);
  const question = readWording(text, vector);
  const model = modelFor(deps.encoder);
  const asked = answersAskedBy(db, actor.personId);
  const givable = new Set(entriesFor(deps, db, actor, entries));
  return entries
    .map((entry) => ({
      entry,
      chance: chanceFor(entry, question, model),
      threshold: model.threshold,
      may: givable.has(entry)
        ? ('given' as const)
        : isInScope(entry.row, actor, asked)
          ? ('source' as const)
          : ('other_group' as const),
    }))
    .sort((a, b) => b.chance - a.chance || b.entry.row.approvedAt - a.entry.row.approvedAt);
}

/** The answer as it is given; null when a passage that HR pointed at cannot be quoted. */
function draftOf(
  db: EmployerDb,
  entry: LibraryEntry,
  chance: number,
  message: string,
  lang: FrameLanguage,
): CuratedDraft | null {
  const curated = approvalOf(entry.row);
  const said = sayingOf(db, entry, message, lang);
  if (said === null) return null;
  return { kind: 'answer', ...said, basis: 'curated', confidence: chance, curated };
}

export function approvalOf({ id, approvedRole, approvedAt }: LibraryEntry['row']): Approval {
  return { answerId: id, role: approvedRole, approvedAt };
}

/** HR's words with the passage they rest on, or the part of the passage that HR pointed at; null when that cannot be quoted. */
export function sayingOf(
  db: EmployerDb,
  { row, passage }: Pick<LibraryEntry, 'row' | 'passage'>,
  message: string,
  lang: FrameLanguage,
): { answer: string; citations: Citation[]; selections: Selection[] } | null {
  const view = passage === null ? undefined : loadViews(db, [passage]).get(passage);
  if (row.kind === 'text') {
    const selection = view === undefined ? null : partOf(db, view, message);
    const citations = selection === null ? [] : [citationOf(selection.view.passage, selection.main)];
    return { answer: row.answer, citations, selections: [] };
  }
  if (view === undefined) return null;
  return literalDraft([partOf(db, view, message)], lang, 1);
}

function partOf(db: EmployerDb, view: PassageView, message: string): Selection {
  const question = analyseQuestion(message);
  const terms = weighedTerms(db, question);
  return selectFrom({ view }, question, {
    terms,
    queryVector: null,
    soft: softMatcher(null, terms),
    late: noLateMatcher,
  });
}

function weighedTerms(db: EmployerDb, question: AnalysedQuestion) {
  const keys = question.terms.flatMap((term) => [term.stem, ...term.parts]);
  const { total, frequency } = documentFrequencies(db, keys);
  return weighTerms(question, total, frequency, new Set());
}
