/**
 * Sentences that give the machine orders instead of asking something. Nothing obeys them (the answer is made of quotes), but their words would count in
 * the search, and an order alone must not be answered with whatever lies near it.
 */
const commands: readonly RegExp[] = [
  /^\W*(?:system|systeem|assistant|developer|admin)\s*[:>\]]/iu,
  /\b(?:negeer|vergeet|overschrijf|omzeil)\b.{0,60}\b(?:regels?|instructies?|opdrachten?|richtlijnen|bovenstaande|beperkingen|voorgaande|alles)\b/iu,
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:rules?|instructions?|prompts?|guidelines|above|restrictions|previous|everything)\b/iu,
  /\b(?:ignoriere|vergiss)\b.{0,60}\b(?:regeln|anweisungen)\b|\b(?:zignoruj|zapomnij)\b.{0,60}\b(?:instrukcj\p{L}*|zasad\p{L}*|polece\p{L}*)/iu,
  /\b(?:je bent|jij bent|u bent)\s+(?:nu|vanaf nu|voortaan)\b|\byou are now\b|\bact as\b|\bdoe alsof je\b|\bspeel de rol\b/iu,
  /\b(?:toon|geef|print|herhaal|laat|show|print|reveal|repeat)\b.{0,40}\b(?:systeemprompt|system prompt|je instructies|your instructions|wachtwoord(?:en)?|passwords?|api.?key)\b/iu,
  /\b(?:print|show|list|toon|geef|lijst)\b.{0,30}\b(?:salaris(?:sen)?|salaries|lonen|bsn|adressen|addresses)\b.{0,30}\b(?:alle|all|iedereen|everyone|collega'?s|employees|medewerkers)\b/iu,
  /\b(?:zeg|antwoord|bevestig|confirm|say)\b.{0,20}\b(?:dat|that)\b.{0,80}\b(?:iedereen|everyone|krijgt|gets?|opslag|raise)\b/iu,
];

/** The message without such sentences; empty when nothing else is in it. */
export function withoutCommands(message: string): string {
  const sentences = message.match(/[^.!?\n]+[.!?\n]*/gu) ?? [message];
  const kept = sentences.filter((sentence) => !commands.some((test) => test.test(sentence)));
  return kept.length === sentences.length ? message : kept.join('').trim();
}
