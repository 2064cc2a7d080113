import type { Actor } from '../kernel/actor.ts';
import type { Pending, Understood } from '../messages/model.ts';
import type { Draft } from './answer.ts';
import { flowReply } from './flow-reply.ts';
import type { FrameLanguage } from './language.ts';
import type { ChatReply } from './model.ts';
import type { Forms } from './service.ts';
import { type FrameTexts, frameTexts } from './texts.ts';

export type RoutedDraft = Draft &
  Pick<ChatReply, 'flow' | 'flows' | 'curated' | 'care' | 'plain'> & { pending?: Pending };

/** The reply to a message that is no question: said from fixed texts, nothing is looked up, nothing is done. Null for a question. */
export function routedReply(
  understood: Understood,
  lang: FrameLanguage,
  isOnCall: boolean,
): RoutedDraft | null {
  const texts = frameTexts[lang];
  const base = { citations: [], basis: 'literal' as const, confidence: 1, selections: [] };
  switch (understood.intent) {
    case 'question':
    case 'other':
      return null;
    case 'smalltalk':
      return { ...base, kind: 'smalltalk', answer: smalltalk(understood, texts) };
    case 'status':
      return { ...base, kind: 'status', answer: texts.status[understood.status?.about ?? 'request'] };
    case 'handoff':
      return { ...base, kind: 'handoff', answer: texts.handoff[understood.handoff ?? 'health'] };
    case 'declaration':
    case 'mutation':
      return { ...base, ...flowReply(understood, lang, isOnCall) };
  }
}

function smalltalk({ smalltalk: tone }: Understood, texts: FrameTexts): string {
  if (tone === 'greeting') return texts.greeting;
  if (tone === 'thanks') return texts.thanks;
  return tone === 'decline' ? texts.dropped : texts.about;
}

/** What the forms come to, and where handed in things stand: known only outside the Assistant. */
export function withForms(
  draft: RoutedDraft,
  actor: Actor,
  lang: FrameLanguage,
  forms: Forms | undefined,
): RoutedDraft {
  if (forms === undefined) return draft;
  const summed = (flow: NonNullable<ChatReply['flow']>) => {
    const sum = forms.sum(actor, flow.form);
    return sum === null ? flow : { ...flow, sum };
  };
  if (draft.flow !== undefined)
    return {
      ...draft,
      flow: summed(draft.flow),
      ...(draft.flows && { flows: draft.flows.map(summed) }),
    };
  if (draft.kind !== 'status') return draft;
  const lines = forms.standing(actor, lang === 'nl' ? 'nl' : 'en');
  return lines.length === 0 ? draft : { ...draft, answer: lines.join('\n\n') };
}
