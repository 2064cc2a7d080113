import { continueWith } from './continue.ts';
import { cueFlows } from './cues.ts';
import { decide } from './decide.ts';
import { fillRequests } from './fill.ts';
import { readIntent, thresholds } from './intent-model.ts';
import {
  type FlowName,
  type FlowRequest,
  isMutationFlow,
  type UnderstandContext,
  type Understood,
} from './model.ts';
import { sureOf } from './sure.ts';
import { typed } from './typed.ts';

/** How sure the model must be of a status question or small talk that no pattern knows; below it, it is a question. */
const SURE_OF_STATUS = 0.85;
const SURE_OF_SMALLTALK = 0.85;
/** Small talk is short. */
const LONGEST_SMALLTALK = 60;

/**
 * What somebody wants with a message: a question, something to be done (with what is settled filled in), or something for a
 * person. Pure and deterministic. Doubt goes to 'question'.
 */
export function understand(message: string, context: UnderstandContext): Understood {
  const { pending } = context;
  if (pending !== undefined && pending.requests.length > 0) {
    const next = continueWith(pending, message, context);
    if (next.kind === 'dropped')
      return { intent: 'smalltalk', requests: [], certainty: 1, smalltalk: 'decline', continues: 'dropped' };
    if (next.kind !== 'unrelated') return { ...asAction(next.pending.requests, 1), continues: next.kind };
  }
  return understandAlone(message, context.today);
}

/** The same for a message on its own. */
export function understandAlone(message: string, today: string): Understood {
  const text = typed(message);
  const sure = sureOf(message);
  if (sure?.kind === 'smalltalk')
    return { intent: 'smalltalk', requests: [], certainty: 1, smalltalk: sure.tone };
  if (sure?.kind === 'handoff')
    return { intent: 'handoff', requests: [], certainty: 1, handoff: sure.reason };
  if (sure?.kind === 'status')
    return { intent: 'status', requests: [], certainty: 1, status: statusOf(text.low, sure.about) };
  const reading = readIntent(message);
  const decision = decide(reading, text, thresholds);
  if (sure?.kind === 'bank-account') {
    const flows: FlowName[] =
      decision.intent === 'action'
        ? [...new Set<FlowName>([...decision.flows, 'bank-account'])]
        : ['bank-account'];
    return asAction(fillRequests(text, flows, today), 1);
  }
  switch (decision.intent) {
    case 'action':
      return asAction(fillRequests(text, decision.flows, today), decision.certainty);
    case 'handoff':
      return {
        intent: 'handoff',
        requests: [],
        certainty: decision.certainty,
        handoff: decision.handoff ?? 'health',
      };
    case 'status':
      if (decision.certainty < SURE_OF_STATUS)
        return { intent: 'question', requests: [], certainty: 1 - decision.certainty };
      return {
        intent: 'status',
        requests: [],
        certainty: decision.certainty,
        status: statusOf(text.low, 'request'),
      };
    case 'smalltalk':
      if (decision.certainty < SURE_OF_SMALLTALK || message.length > LONGEST_SMALLTALK)
        return { intent: 'question', requests: [], certainty: 1 - decision.certainty };
      return { intent: 'smalltalk', requests: [], certainty: decision.certainty, smalltalk: 'other' };
    default:
      return { intent: decision.intent, requests: [], certainty: decision.certainty };
  }
}

function statusOf(low: string, about: 'request' | 'records'): NonNullable<Understood['status']> {
  const [of] = about === 'request' ? cueFlows(low) : [];
  return of === undefined ? { about } : { about, of };
}

/** The first request names the intent. */
function asAction(requests: FlowRequest[], certainty: number): Understood {
  const [first] = requests;
  const intent = first !== undefined && isMutationFlow(first.flow) ? 'mutation' : 'declaration';
  return { intent, requests, certainty };
}
