import type { CareReason } from '../care/model.ts';
import { fold } from '../retrieval/text.ts';
import { mentionsHealth } from './redact.ts';

/** Said of oneself: what somebody has, takes or undergoes, within a few words of the medical one. */
const ownHealth =
  /(?<![\p{L}])(?:ik (?:heb|had|ben|was|kreeg|krijg|lijd|zit|slik|gebruik|moet|word)|heb ik|ben ik|mijn|m'n|mn|wegens|vanwege|door|last van|sinds|herstel van|i (?:have|had|am|got)|my|because of)(?![\p{L}])[^.?!]{0,40}$/u;
const oneself = /(?<![\p{L}])(?:ik|mij|me|mijn|m'n|mn|ons|onze|wij|we|i|my|us|our)(?![\p{L}])/u;
const conflict =
  /(?<![\p{L}])(?:gepest|pest|pesten|pesterij(?:en)?|geintimideerd|intimid\w+|gediscrimineerd|discrimin\w+|lastig ?gevallen|ongewenst\w* (?:gedrag|omgangs\w+)|grensoverschrijdend\w*|aangeraakt|handtastelijk\w*|agressi\w+|bedreig\w*|uitgescholden|scheldt|ruzie|arbeidsconflict|conflict met|vertrouwenspersoon|onveilig(?:heid)? (?:op|bij|door)|racis\w+|seksis\w+|machtsmisbruik|harass\w*|bull(?:y|ied|ying)|threaten\w*)(?![\p{L}])/u;

/**
 * Whether a question that found no answer is about somebody's own health or about a conflict at work. Such a question is for a person and never
 * comes on HR's list. A question about a rule ("krijg je vrij voor een operatie?") is not one.
 */
export function sensitiveReason(text: string): CareReason | null {
  const t = fold(text).replace(/[’`]/g, "'").replace(/\s+/g, ' ').trim();
  if (conflict.test(t) && oneself.test(t)) return 'conflict';
  return mentionsHealth(t).some((at) => ownHealth.test(t.slice(0, at))) ? 'health' : null;
}
