import { cueFlows } from './cues.ts';
import { fullWeekday } from './date-words.ts';
import type { FlowName } from './model.ts';
import { masked, matchesOf, type Typed } from './typed.ts';

/** The part of a message that speaks of one flow; what belongs to another is marked as read. */
export interface Segment {
  flow: FlowName;
  message: Typed;
  /** Where the part begins, for the order of the requests. */
  start: number;
}

const joint =
  /(?:\s*[,;+&](?=\s)|\s*\.(?=\s|$)|\s+(?:en|and|und|plus|daarnaast|verder|oraz|daarna|tevens|maar)(?=\s)|\s+i(?=\s\p{L}{3,}))\s*/u;

/** The same, and before each day: "ma thuis di 60 km". */
const jointOrDay = new RegExp(`${joint.source}|\\s+(?=(?:${fullWeekday}|ma|di|wo|do|vr|za|zo)\\b)`, 'u');

interface Clause {
  start: number;
  end: number;
  flow: FlowName | undefined;
}

/**
 * Divides a message over the flows that were recognised in it. A clause without words of its own goes with the clause before
 * it (a date at the start with the one behind). A flow that no clause names gets the whole message.
 */
export function segmentsOf(message: Typed, flows: readonly FlowName[]): Segment[] {
  const [only] = flows;
  if (only !== undefined && flows.length === 1) return [{ flow: only, message, start: 0 }];
  const first = assigned(clausesOf(message, joint), message, flows);
  const isWhole = flows.every((flow) => first.some((clause) => clause.flow === flow));
  const clauses = isWhole ? first : assigned(clausesOf(message, jointOrDay), message, flows);
  return flows
    .map((flow) => {
      const own = clauses.filter((clause) => clause.flow === flow);
      if (own.length === 0) return { flow, message, start: message.low.length };
      const others = clauses.filter((clause) => clause.flow !== flow);
      const part = others.reduce((rest, { start, end }) => masked(rest, start, end), message);
      return { flow, message: part, start: own[0]?.start ?? 0 };
    })
    .sort((a, b) => a.start - b.start);
}

function clausesOf(message: Typed, pattern: RegExp): Clause[] {
  const cuts = matchesOf(message, pattern);
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map(({ start }) => start), message.low.length];
  return starts
    .map((start, i) => ({ start, end: ends[i] ?? start, flow: undefined }))
    .filter(({ start, end }) => end > start);
}

function assigned(clauses: readonly Clause[], message: Typed, flows: readonly FlowName[]): Clause[] {
  const named = clauses.map((clause) => ({
    ...clause,
    flow: cueFlows(message.low.slice(clause.start, clause.end)).find((flow) => flows.includes(flow)),
  }));
  let last: FlowName | undefined;
  const forward = named.map((clause) => {
    last = clause.flow ?? last;
    return { ...clause, flow: last };
  });
  const first = forward.find(({ flow }) => flow !== undefined)?.flow;
  return forward.map((clause) => ({ ...clause, flow: clause.flow ?? first }));
}
