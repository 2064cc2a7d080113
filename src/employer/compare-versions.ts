import { compareTables, wholeTable } from './compare-tables.ts';
import { compareTexts } from './compare-text.ts';
import { matchSections } from './match-sections.ts';
import type { ComparedBlock, ComparedSection, VersionComparison } from './model.ts';
import { type ComparedPassage, folded, type Section, sectionsOf } from './sections.ts';

/** One version as it was read, under its title. */
export interface ComparedVersion {
  title: string;
  passages: readonly ComparedPassage[];
}

/**
 * What a new version adds, takes out and words otherwise, article by article. An article that only moved is the same; one whose number or heading
 * changed is not, because people quote numbers.
 */
export function compareVersions(before: ComparedVersion, after: ComparedVersion): VersionComparison {
  const steps = compareInSteps(before, after);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, an article at a time, for who has to let others go first now and then: long documents take seconds. */
export function* compareInSteps(
  before: ComparedVersion,
  after: ComparedVersion,
): Generator<void, VersionComparison> {
  const olds = sectionsOf(before.passages, before.title);
  const news = sectionsOf(after.passages, after.title);
  const matches = matchSections(olds, news);
  const origin = new Map(matches.map((match) => [match.after, match.before]));
  const kept = new Set(matches.map((match) => match.before));
  const removedAfter = removedByPlace(olds, kept);
  const sections: ComparedSection[] = removedAfter.get(null) ?? [];
  const counts = { same: 0, changed: 0, added: 0, removed: olds.length - kept.size };
  for (const section of news) {
    const old = origin.get(section);
    const compared = old === undefined ? only(section, 'added') : changed(old, section, before, after);
    counts[compared?.status ?? 'same']++;
    if (compared) sections.push(compared);
    if (old !== undefined) sections.push(...(removedAfter.get(old) ?? []));
    yield;
  }
  return { counts, sections };
}

/** What was removed, by the section that is still there and stood before it; null for the beginning. */
function removedByPlace(olds: readonly Section[], kept: ReadonlySet<Section>) {
  const places = new Map<Section | null, ComparedSection[]>();
  let place: Section | null = null;
  for (const section of olds) {
    if (kept.has(section)) place = section;
    else places.set(place, [...(places.get(place) ?? []), only(section, 'removed')]);
  }
  return places;
}

function only(section: Section, status: 'added' | 'removed'): ComparedSection {
  const tables = section.tables.map((table) => wholeTable(table, status));
  const texts: ComparedBlock[] =
    section.text === '' ? [] : [{ kind: 'text', parts: [{ text: section.text, status }] }];
  return {
    status,
    heading: section.heading,
    headingBefore: null,
    pageBefore: status === 'removed' ? section.page : null,
    page: status === 'added' ? section.page : null,
    blocks: [...texts, ...tables],
  };
}

/** Null when nothing changed. */
function changed(
  old: Section,
  now: Section,
  before: ComparedVersion,
  after: ComparedVersion,
): ComparedSection | null {
  const sameHeading = folded(old.heading) === folded(now.heading);
  // What stands under no heading carries the title of its document, which is compared by itself.
  const untitled = old.heading === before.title && now.heading === after.title;
  const blocks = old.fingerprint === now.fingerprint ? [] : changedBlocks(old, now);
  if (blocks.length === 0 && (sameHeading || untitled)) return null;
  return {
    status: 'changed',
    heading: now.heading,
    headingBefore: sameHeading || untitled ? null : old.heading,
    pageBefore: old.page,
    page: now.page,
    blocks,
  };
}

function changedBlocks(old: Section, now: Section): ComparedBlock[] {
  const blocks: ComparedBlock[] = [];
  if (folded(old.text) !== folded(now.text))
    blocks.push({ kind: 'text', parts: compareTexts(old.text, now.text) });
  const tables = Math.max(old.tables.length, now.tables.length);
  for (let i = 0; i < tables; i++) {
    const [left, right] = [old.tables[i], now.tables[i]];
    if (left && right) {
      const table = compareTables(left, right);
      if (table.rows.some(({ status }) => status !== 'same') || table.columns.some(isTouched))
        blocks.push(table);
    } else if (left) blocks.push(wholeTable(left, 'removed'));
    else if (right) blocks.push(wholeTable(right, 'added'));
  }
  return blocks;
}

function isTouched({ status }: { status: string }): boolean {
  return status !== 'same';
}
