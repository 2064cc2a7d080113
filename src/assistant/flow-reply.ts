import { askedOf, nextQuestion } from '../messages/ask.ts';
import { formAddress } from '../messages/form-address.ts';
import { missingOf } from '../messages/missing.ts';
import {
  type FlowRequest,
  isMutationFlow,
  type Pending,
  type TalkLanguage,
  type Understood,
} from '../messages/model.ts';
import { sayBack } from '../messages/say-back.ts';
import { sayDates, sayNumber } from '../messages/say-dates.ts';
import type { FrameLanguage } from './language.ts';
import type { ChatReply } from './model.ts';
import { frameTexts } from './texts.ts';

/** The reply to something to be done: what was understood, the one thing that is missing, and the form that stands ready. */
export interface FlowReply {
  kind: 'declaration' | 'mutation';
  answer: string;
  flow: NonNullable<ChatReply['flow']>;
  flows?: NonNullable<ChatReply['flows']>;
  pending: Pending;
}

/** What to open for a request, prefilled. Nothing is submitted by opening it. */
export function flowOf(request: FlowRequest): NonNullable<ChatReply['flow']> {
  return {
    name: request.flow,
    slots: request.slots,
    missing: missingOf(request),
    form: formAddress(request),
  };
}

/** @param isOnCall whether the person hands in hours and days at all */
export function flowReply(understood: Understood, lang: FrameLanguage, isOnCall: boolean): FlowReply {
  const { requests } = understood;
  const flows = requests.map(flowOf);
  const [flow] = flows;
  if (flow === undefined) throw new RangeError('no request');
  const asked = askedOf(requests);
  return {
    kind: isMutationFlow(requests[0]?.flow ?? 'hours') ? 'mutation' : 'declaration',
    answer: answerOf(understood, asked, lang, isOnCall),
    flow,
    ...(flows.length > 1 && { flows }),
    pending: { requests, asked },
  };
}

function answerOf(
  { requests, continues }: Understood,
  asked: Pending['asked'],
  lang: FrameLanguage,
  isOnCall: boolean,
): string {
  const texts = frameTexts[lang];
  const talk: TalkLanguage = lang === 'nl' ? 'nl' : 'en';
  if (requests.every(({ flow }) => flow === 'bank-account')) return `${texts.mutation} ${texts.bankNext}`;
  const said = requests.map((request) => sayBack(request, talk));
  const understood = said.length === 1 ? texts.understood(said[0] ?? '') : texts.understoodSeveral(said);
  const askedRequest = asked === undefined ? undefined : requests[asked.request];
  const question = askedRequest === undefined ? null : nextQuestion(askedRequest, talk);
  const remarks = [...new Set(requests.flatMap((request) => remarksOn(request, lang, isOnCall)))];
  const next = question === null || continues === 'confirmed' ? texts.formNext : question.text;
  const bank = requests.some(({ flow }) => flow === 'bank-account') ? [texts.bankNext] : [];
  return [understood, ...remarks, ...bank, next].join(' ');
}

function remarksOn({ flow, extra = {} }: FlowRequest, lang: FrameLanguage, isOnCall: boolean): string[] {
  const { remark } = frameTexts[lang];
  const talk: TalkLanguage = lang === 'nl' ? 'nl' : 'en';
  const isHours = flow === 'hours' || flow === 'days-worked';
  return [
    ...(isHours && !isOnCall ? [remark.onlyOnCall] : []),
    ...(extra.calledHours === undefined ? [] : [remark.called(sayNumber(extra.calledHours, talk))]),
    ...(extra.future === undefined ? [] : [remark.future(sayDates(extra.future, talk))]),
    ...(extra.receipt === 'pending' ? [remark.receipt] : []),
    ...(extra.vehicle === 'own' ? [remark.ownCar] : []),
    ...(flow === 'withdraw' || flow === 'correct' ? [remark.onlyOpen] : []),
  ];
}
