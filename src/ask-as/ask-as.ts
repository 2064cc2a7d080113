import { sql } from 'drizzle-orm';
import type { Weighed } from '../assistant/answer.ts';
import { nearMissOf } from '../assistant/cite.ts';
import {
  type AssistantDeps,
  type Considered,
  cleanMessage,
  considerMessage,
  scopeOf,
} from '../assistant/converse.ts';
import { type HeldAgainst, holdAgainst } from '../assistant/curated-reply.ts';
import { requireKeeper } from '../kernel/access.ts';

import type { Actor } from '../kernel/actor.ts';
import { isValidOn } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import { documents } from '../store/employer-schema.ts';
import { inTransaction } from '../store/in-transaction.ts';
import { withFactsTold } from './facts-told.ts';
import type { AskAs, AskedAs, CuratedVerdict, SampleInput } from './model.ts';
import { findSample, listSamples, setRemoved, writeSample } from './samples.ts';

/** Answers of HR that are shown, and the chance from which one is called near. */
const MOST_CURATED = 5;
const NEAR = 0.05;
const MOST_WORDS = 12;

/** Asks in the place of somebody who does not exist, by the code that answers employees, and tells how the answer came about. */
export function createAskAs(deps: AssistantDeps): AskAs {
  const openFor = (actor: Actor): EmployerDb => {
    requireKeeper(actor);
    return deps.employers.open(actor.employerId);
  };
  const change = (actor: Actor, id: string, write: (tx: EmployerDb) => void) => {
    const db = openFor(actor);
    inTransaction(db, write);
    return findSample(db, id);
  };
  const now = (actor: Actor) => ({ by: actor.personId, at: deps.clock.now() });
  return {
    samples: (actor) => listSamples(openFor(actor)),
    sample: (actor, id) => findSample(openFor(actor), id),
    save(actor, known, input) {
      const id = known ?? deps.ids.next();
      return change(actor, id, (tx) => writeSample(tx, id, known === null, input, now(actor)));
    },
    remove: (actor, id) => change(actor, id, (tx) => setRemoved(tx, id, true, now(actor))),
    restore: (actor, id) => change(actor, id, (tx) => setRemoved(tx, id, false, now(actor))),
    async ask(actor, { sample, question, tellFacts }, signal) {
      const db = openFor(actor);
      const asked = cleanMessage(tellFacts ? withFactsTold(sample, question) : question);
      return askAs(deps, db, actorOf(actor.employerId, sample), asked, signal);
    },
  };
}

/** The sample as the assistant sees a person; it has asked nothing and is nobody. */
function actorOf(employerId: string, { name, role, isOnCall }: SampleInput): Actor {
  return { personId: '', name, employerId, role, isOnCall };
}

async function askAs(
  deps: AssistantDeps,
  db: EmployerDb,
  sample: Actor,
  message: string,
  signal: AbortSignal | undefined,
): Promise<AskedAs> {
  let readAs: string | null = null;
  const weighed: Weighed[] = [];
  const considered = await considerMessage(
    deps,
    sample,
    db,
    { message, turns: [] },
    {
      progress: {},
      signal,
      onRead: (readable) => {
        readAs = readable;
      },
      onWeighed: (one) => weighed.push(one),
    },
  );
  const held = readAs === null ? [] : await holdAgainst(deps, db, sample, readAs);
  const { selections: _, ...reply } = considered.draft;
  return {
    question: message,
    route: considered.understood.intent,
    reply: { ...reply, lang: considered.lang },
    readAs,
    words: wordsOf(weighed),
    documents: documentsFor(deps, db, sample),
    passages: passagesOf(considered, weighed),
    weighed: weighed.map(({ result: _, ...one }) => one),
    curated: curatedOf(held, considered),
  };
}

function wordsOf(weighed: readonly Weighed[]): AskedAs['words'] {
  const byWord = new Map<string, { unknown: boolean; weight: number }>();
  for (const { term, unknown, weight } of weighed.flatMap(({ result }) => result.terms)) {
    const known = byWord.get(term.form);
    if (known === undefined || weight > known.weight) byWord.set(term.form, { unknown, weight });
  }
  return [...byWord]
    .sort(([a, one], [b, other]) => other.weight - one.weight || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word, { unknown }]) => ({ word, unknown }));
}

/** Every document with what keeps it from this person's answers; nothing for one that is used. */
function documentsFor(deps: AssistantDeps, db: EmployerDb, sample: Actor): AskedAs['documents'] {
  const scope = scopeOf(deps, sample);
  return db
    .select()
    .from(documents)
    .orderBy(sql`lower(${documents.title})`)
    .all()
    .map((row) => ({
      documentId: row.id,
      title: row.title,
      bars: [
        ...(row.liveVersionId === null ? ['not_ready' as const] : []),
        ...(row.usedByAssistant ? [] : ['not_ticked' as const]),
        ...(isValidOn(row, scope.today) ? [] : ['not_valid' as const]),
        ...(scope.visibilities.includes(row.visibility) ? [] : ['not_visible' as const]),
      ],
    }));
}

function passagesOf({ draft, retrieved }: Considered, weighed: readonly Weighed[]): AskedAs['passages'] {
  const quoted = new Set(draft.citations.map(({ passageId }) => passageId));
  const found = retrieved?.passages ?? weighed.flatMap(({ result }) => result.passages);
  return found.map(({ view, score }) => ({
    ...nearMissOf(view.passage),
    score: Math.round(score.total * 100) / 100,
    used: quoted.has(view.passage.id),
  }));
}

function curatedOf(held: readonly HeldAgainst[], { draft }: Considered): AskedAs['curated'] {
  const given = draft.curated?.answerId;
  const verdict = ({ entry, chance, threshold, may }: HeldAgainst): CuratedVerdict => {
    if (entry.row.id === given) return 'given';
    if (may !== 'given') return may;
    return chance < threshold ? 'too_far' : 'not_chosen';
  };
  return held
    .filter(({ chance }) => chance >= NEAR)
    .slice(0, MOST_CURATED)
    .map((one) => ({
      answerId: one.entry.row.id,
      question: one.entry.row.question,
      scope: one.entry.row.scope,
      chance: one.chance,
      threshold: one.threshold,
      verdict: verdict(one),
    }));
}
