import { nearMissOf } from '../assistant/cite.ts';
import { type AssistantDeps, type Considered, considerMessage } from '../assistant/converse.ts';
import { groundState } from '../assistant/ground-state.ts';
import { requireKeeper } from '../kernel/access.ts';

import { today } from '../kernel/dates.ts';
import type { EmployerDb } from '../store/db.ts';
import { type RegressionCase, regressionCases } from './cases.ts';
import type { Got, LostAnswer, Regression, RegressionView } from './model.ts';

/** One round over the answers, for one state of the employer file. */
interface Round extends RegressionView {
  /** What the outcome depends on; another state asks for another round. */
  ground: string;
  finished: Promise<void>;
}

/**
 * Asks every valid answer of HR again, in all its wordings and in the place of somebody it is for, by the code that answers employees. Nothing is
 * logged or counted. Kept in memory; a round goes on in the background, one answer at a time.
 */
export function createRegression(deps: AssistantDeps): Regression {
  const rounds = new Map<string, Round>();
  const groundOf = (employerId: string) =>
    groundState(deps.employers.open(employerId), deps.encoder, today(deps.clock));
  const start = (employerId: string): Round => {
    const db = deps.employers.open(employerId);
    const cases = regressionCases(deps, db, employerId);
    const round: Round = {
      ground: groundOf(employerId),
      finished: Promise.resolve(),
      state: 'working',
      done: 0,
      total: cases.length,
      wordings: cases.reduce((sum, { wordings }) => sum + wordings.length, 0),
      checkedAt: null,
      lost: [],
    };
    rounds.set(employerId, round);
    const wanted = () => rounds.get(employerId) === round;
    round.finished = askAll(deps, db, cases, round, wanted).catch((err) => {
      round.state = 'failed';
      deps.log.warn({ err, employerId }, 'asking the answers of HR again broke off');
    });
    return round;
  };
  const current = (employerId: string): Round => {
    const known = rounds.get(employerId);
    return known !== undefined && known.ground === groundOf(employerId) ? known : start(employerId);
  };
  return {
    read(actor) {
      requireKeeper(actor);
      return viewOf(current(actor.employerId));
    },
    run(actor) {
      requireKeeper(actor);
      return viewOf(start(actor.employerId));
    },
    async complete(actor) {
      requireKeeper(actor);
      const round = current(actor.employerId);
      await round.finished;
      return viewOf(round);
    },
    refresh(employerId) {
      try {
        current(employerId);
      } catch (err) {
        deps.log.warn({ err, employerId }, 'the answers of HR could not be asked again');
      }
    },
  };
}

function viewOf({ ground: _, finished: _f, ...view }: Round): RegressionView {
  return { ...view, lost: [...view.lost] };
}

async function askAll(
  deps: AssistantDeps,
  db: EmployerDb,
  cases: readonly RegressionCase[],
  round: Round,
  wanted: () => boolean,
): Promise<void> {
  for (const one of cases) {
    const lost: LostAnswer['lost'] = [];
    for (const wording of one.wordings) {
      await turn();
      if (!wanted()) return;
      const asked = { message: wording, turns: [] };
      const unheard = { progress: {}, signal: undefined };
      const got = gotBy(await considerMessage(deps, one.asker, db, asked, unheard), one, cases);
      if (got !== null) lost.push({ wording, got });
    }
    const { answerId, question, wordings } = one;
    if (lost.length > 0) round.lost.push({ answerId, question, wordings: wordings.length, lost });
    round.done++;
  }
  round.state = 'ready';
  round.checkedAt = deps.clock.now();
}

/** What is given instead of the answer; null where the answer itself is. */
function gotBy(
  { draft }: Considered,
  { answerId }: RegressionCase,
  cases: readonly RegressionCase[],
): Got | null {
  const given = draft.curated?.answerId;
  if (given === answerId) return null;
  if (given !== undefined) {
    const question = cases.find((one) => one.answerId === given)?.question ?? '';
    return { kind: 'other_answer', answerId: given, question };
  }
  switch (draft.kind) {
    case 'answer': {
      const [selection] = draft.selections;
      return selection === undefined
        ? { kind: 'other' }
        : { kind: 'document', place: nearMissOf(selection.view.passage) };
    }
    case 'abstention':
      return { kind: 'nothing' };
    case 'handoff':
      return { kind: 'person' };
    default:
      return { kind: 'other' };
  }
}

/** Lets waiting requests go first; a resolved promise alone would not. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
