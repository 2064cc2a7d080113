import { fold, squash } from '../src/retrieval/text.ts';
import { canonicalSlots } from './slots.ts';
import type { QuestionCase, RoutingCase } from './suite.ts';

/** What came out of one question; the JSON form of the design, with what the judges need beside it. */
export interface QuestionRun {
  id: string;
  answer: string;
  abstained: boolean;
  /** Kind of reply as the chat API gives it. */
  replyKind: string;
  confidence: number;
  citations: { document: string; page: number; quote: string; allowed: boolean; onPage: boolean }[];
  retrieved: { document: string; page: number; pageTo: number; text: string }[];
  ms: number;
}

export interface QuestionVerdict {
  /** Rank (from 1) at which the gold is complete in the retrieved list; 0 when it is not in the first 10. */
  goldRank: number;
  correct: boolean;
  /** The first citation is a gold page; null when nothing is cited or there is no gold. */
  citationExact: boolean | null;
  citationsValid: boolean;
  /** Citations of documents that are not ticked, not current or of another employer. */
  forbiddenCitations: number;
  missing: string[];
  forbiddenText: string[];
}

/** White space out, lower case: '€ 0,23' equals '€0,23'. */
function tight(text: string): string {
  return fold(text).replace(/\s+/g, '');
}

function holdsGold(
  passage: { document: string; page: number; pageTo: number; text: string },
  gold: QuestionCase['gold'][number],
): boolean {
  return (
    passage.document === gold.document &&
    passage.page <= gold.page &&
    gold.page <= passage.pageTo &&
    squash(passage.text).includes(squash(gold.quote))
  );
}

/** Rank at which one gold (mode any) or all gold (mode all) is found; 0 when never. */
export function goldRank(run: Pick<QuestionRun, 'retrieved'>, test: QuestionCase): number {
  const ranks = test.gold.map((gold) => run.retrieved.findIndex((passage) => holdsGold(passage, gold)) + 1);
  if (ranks.length === 0) return 0;
  if (test.gold_mode === 'all') return ranks.includes(0) ? 0 : Math.max(...ranks);
  const found = ranks.filter((rank) => rank > 0);
  return found.length === 0 ? 0 : Math.min(...found);
}

export function judgeQuestion(run: QuestionRun, test: QuestionCase): QuestionVerdict {
  const answer = tight(run.answer);
  const missing = test.must_include
    .filter((group) => !group.some((alternative) => answer.includes(tight(alternative))))
    .map((group) => group.join(' / '));
  const forbiddenText = run.abstained ? [] : test.must_not.filter((text) => answer.includes(tight(text)));
  const first = run.citations[0];
  return {
    goldRank: goldRank(run, test),
    correct: test.answerable
      ? !run.abstained && missing.length === 0 && forbiddenText.length === 0
      : run.abstained,
    citationExact:
      first === undefined || test.gold.length === 0
        ? null
        : test.gold.some((gold) => gold.document === first.document && gold.page === first.page),
    citationsValid: run.citations.every((citation) => citation.onPage),
    forbiddenCitations: run.citations.filter((citation) => !citation.allowed).length,
    missing,
    forbiddenText,
  };
}

export interface RoutingRun {
  id: string;
  intent: string;
  flow: string | null;
  slots: Record<string, unknown> | null;
  /** What the same understanding is called in a suite that has no word for it of its own: status and withdrawing are 'other' there. */
  also?: 'other';
}

export interface RoutingVerdict {
  intent: boolean;
  /** null where the case names no flow. */
  flow: boolean | null;
  /** All slots exactly; null where the case names none, or where another reading was taken that the case accepts. */
  slots: boolean | null;
  /** A question that was taken for a declaration or mutation, where the case accepts no such reading. */
  questionAsAction: boolean;
}

export function judgeRouting(run: RoutingRun, test: RoutingCase): RoutingVerdict {
  const accepted = [{ intent: test.intent, flow: test.flow }, ...(test.accept ?? [])];
  const intent = accepted.some((choice) => choice.intent === run.intent || choice.intent === run.also);
  const flow =
    test.flow === null
      ? null
      : accepted.some((choice) => choice.intent === run.intent && (choice.flow ?? null) === run.flow);
  const wanted = wantedSlots(test);
  const isOtherReading = flow === true && run.flow !== test.flow;
  return {
    intent,
    flow,
    slots:
      wanted === null || isOtherReading
        ? null
        : sameJson(canonicalSlots(wanted), canonicalSlots(run.slots ?? {})),
    questionAsAction:
      test.intent === 'question' && !intent && (run.intent === 'declaration' || run.intent === 'mutation'),
  };
}

/** The slots that must be there; an action that settles nothing must leave them all open. */
function wantedSlots(test: RoutingCase): Record<string, unknown> | null {
  return test.intent === 'declaration' || test.intent === 'mutation' ? (test.slots ?? {}) : null;
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
