import { cueFlows } from './cues.ts';
import { readDates, singleDates } from './dates.ts';
import type { FlowName, FlowRequest, Slots } from './model.ts';
import { numberOf } from './numbers.ts';
import { masked, matchesOf, type Typed } from './typed.ts';

/** What an earlier declaration was of, as far as the message says. */
function ofWhat(message: Typed): FlowName | undefined {
  const [flow] = cueFlows(message.low);
  return flow;
}

function target(message: Typed, today: string): { slots: Slots; rest: Typed } {
  const { mentions, rest } = readDates(message, { today, lean: 'past' });
  const dates = singleDates(mentions);
  const period = mentions.find((mention) => mention.kind === 'period');
  const of = ofWhat(message);
  const when =
    dates.length === 1
      ? { date: dates[0] }
      : dates.length > 1
        ? { dates }
        : period?.kind === 'period'
          ? { period: period.period }
          : {};
  return { slots: { ...(of !== undefined && { of }), ...when }, rest };
}

/** "wil km van gister intrekken": which declaration. */
export function withdrawRequest(message: Typed, today: string): FlowRequest {
  return { flow: 'withdraw', slots: target(message, today).slots };
}

const number = '(\\d+(?:[.,]\\d{1,2})?)';
const unit = '(?:\\s*(?:km|kilometers?|uur|uren|u|dagen|dgn|euro|liter))?';
const patterns: readonly { pattern: RegExp; old: number | null; next: number }[] = [
  {
    pattern: new RegExp(
      `${number}${unit}\\s*(?:in ?plaats van|ipv|i\\.p\\.v\\.|instead of|statt|en niet|niet|not)\\s*${number}`,
    ),
    old: 1,
    next: 0,
  },
  { pattern: new RegExp(`(?:van|from)\\s+${number}${unit}\\s*(?:naar|to)\\s*${number}`), old: 0, next: 1 },
  {
    pattern: new RegExp(
      `${number}${unit}[^\\d]*?(?:veranderen? in|wijzigen? in|moet(?:en)?|maken? (?:er )?van|wordt|aanpassen naar|wijzigen naar|veranderen naar|change\\w* (?:\\w+ )*?to|should be|to|zijn|naar)[^\\d]*?${number}`,
    ),
    old: 0,
    next: 1,
  },
  {
    pattern: new RegExp(
      `(?:moet(?:en)?|maak er|wordt|should be|was|waren|naar|in|to|zijn|is)\\s+(?:het |er |eigenlijk |echt |maar )*${number}`,
    ),
    old: null,
    next: 0,
  },
];

/** "kan je 20 km van dinsdag veranderen in 25": which declaration, and what it should be. */
export function correctRequest(message: Typed, today: string): FlowRequest {
  const { slots, rest } = target(message, today);
  for (const { pattern, old, next } of patterns) {
    const [hit] = matchesOf(rest, pattern);
    if (hit === undefined) continue;
    const before = old === null ? null : numberOf(hit.groups[old] ?? '');
    const after = numberOf(hit.groups[next] ?? '');
    const left = masked(rest, hit.start, hit.end);
    return {
      flow: 'correct',
      slots: {
        ...slots,
        ...(before !== null && { old_quantity: before }),
        ...(after !== null && { new_quantity: after }),
        ...(left.low === '' && {}),
      },
    };
  }
  return { flow: 'correct', slots };
}
