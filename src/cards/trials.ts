import { type AssistantDeps, considerMessage } from '../assistant/converse.ts';
import { groundState } from '../assistant/ground-state.ts';
import type { Actor } from '../kernel/actor.ts';
import { today } from '../kernel/dates.ts';

/** A question that may stand on a card, and the document that has to answer it; null for any. */
export interface Trial {
  question: string;
  documentId: string | null;
}

/** Whether questions are answered for people like this one; null while that is not known. */
export interface Trials {
  known(actor: Actor, trial: Trial): boolean | null;
  /** Tries in the background what is not known yet, one at a time. */
  start(actor: Actor, trials: readonly Trial[]): void;
  settled(employerId: string): Promise<void>;
}

interface Tried {
  /** What the outcome depends on; another state asks for other trials. */
  state: string;
  /** By role, on-call and question: the documents that are quoted; null for no answer. */
  answers: Map<string, readonly string[] | null>;
  running: Promise<void>;
}

/** Asks questions as an employee would and keeps nothing but whether they are answered; in memory, until the employer file changes. */
export function createTrials(deps: AssistantDeps): Trials {
  const byEmployer = new Map<string, Tried>();
  const current = (employerId: string): Tried => {
    const state = groundState(deps.employers.open(employerId), deps.encoder, today(deps.clock));
    const known = byEmployer.get(employerId);
    if (known?.state === state) return known;
    const fresh: Tried = { state, answers: new Map(), running: Promise.resolve() };
    byEmployer.set(employerId, fresh);
    return fresh;
  };
  const run = async (tried: Tried, actor: Actor, questions: readonly string[]) => {
    const db = deps.employers.open(actor.employerId);
    const { employerId, role, isOnCall } = actor;
    const sample: Actor = { personId: '', name: '', employerId, role, isOnCall };
    for (const message of questions) {
      await turn();
      if (current(employerId) !== tried) return;
      if (tried.answers.has(keyOf(actor, message))) continue;
      const unheard = { progress: {}, signal: undefined };
      const { draft } = await considerMessage(deps, sample, db, { message, turns: [] }, unheard);
      const quoted = draft.kind === 'answer' ? draft.citations.map(({ documentId }) => documentId) : null;
      tried.answers.set(keyOf(actor, message), quoted);
    }
  };
  return {
    known(actor, { question, documentId }) {
      const quoted = current(actor.employerId).answers.get(keyOf(actor, question));
      if (quoted === undefined) return null;
      return quoted !== null && (documentId === null || quoted.includes(documentId));
    },
    start(actor, trials) {
      const tried = current(actor.employerId);
      const open = trials.map(({ question }) => question).filter((q) => !tried.answers.has(keyOf(actor, q)));
      if (open.length === 0) return;
      tried.running = tried.running
        .then(() => run(tried, actor, open))
        .catch((err) => deps.log.warn({ err, employerId: actor.employerId }, 'trying cards broke off'));
    },
    settled: async (employerId) => byEmployer.get(employerId)?.running,
  };
}

function keyOf({ role, isOnCall }: Actor, question: string): string {
  return `${role}/${isOnCall}/${question}`;
}

/** Lets waiting requests go first; a resolved promise alone would not. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
