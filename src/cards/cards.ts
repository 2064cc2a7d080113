import { and, eq } from 'drizzle-orm';
import type { AssistantDeps } from '../assistant/converse.ts';
import { openersFor } from '../assistant/suggest.ts';
import type { Actor } from '../kernel/actor.ts';
import { type CalendarDate, today } from '../kernel/dates.ts';
import { AppError } from '../kernel/errors.ts';
import type { Personnel } from '../personnel/model.ts';
import type { EmployerDb } from '../store/db.ts';
import { dismissedCards } from '../store/help-schema.ts';
import { type DueCard, dueCards } from './decide.ts';
import { readFacts } from './facts.ts';
import type { Card, CardLanguage, CardList, Cards, CardTemplate } from './model.ts';
import { cardTemplates } from './templates.ts';
import { createTrials, type Trial, type Trials } from './trials.ts';

/** Cards at once, and questions on one. */
const MOST = 3;
const QUESTIONS = 3;

export interface CardDeps extends AssistantDeps {
  personnel: Pick<Personnel, 'mine'>;
}

/** Questions by season and event, shown only when they were tried and are answered. */
export function createCards(deps: CardDeps, templates: readonly CardTemplate[] = cardTemplates): Cards {
  const trials = createTrials(deps);
  const dueFor = (db: EmployerDb, actor: Actor): DueCard[] => {
    if (actor.hasLeft) return [];
    const day = today(deps.clock);
    const own = deps.personnel.mine(actor, day)?.employment ?? null;
    return dueCards(templates, readFacts(db, actor, day, own));
  };
  const list = (actor: Actor, language: CardLanguage): CardList => {
    const db = deps.employers.open(actor.employerId);
    const gone = putAway(db, actor.personId);
    const due = dueFor(db, actor).filter(({ key }) => !gone.has(key));
    const tried = due.map((card) => ({ card, trials: trialsOf(db, card, language) }));
    const all = tried.flatMap((one) => one.trials);
    const pending = all.some((trial) => trials.known(actor, trial) === null);
    if (pending) trials.start(actor, all);
    const cards = tried.flatMap((one) => cardOf(trials, actor, one, language) ?? []);
    return { cards: cards.slice(0, MOST), pending };
  };
  return {
    list,
    async complete(actor, language) {
      list(actor, language);
      await trials.settled(actor.employerId);
      return list(actor, language);
    },
    dismiss(actor, key) {
      const db = deps.employers.open(actor.employerId);
      if (!dueFor(db, actor).some((card) => card.key === key)) throw new AppError('not_found');
      db.insert(dismissedCards)
        .values({ personId: actor.personId, cardKey: key, dismissedAt: deps.clock.now() })
        .onConflictDoNothing()
        .run();
    },
    restore(actor, key) {
      const mine = and(eq(dismissedCards.personId, actor.personId), eq(dismissedCards.cardKey, key));
      const db = deps.employers.open(actor.employerId);
      const back = db.delete(dismissedCards).where(mine).returning({ key: dismissedCards.cardKey }).all();
      if (back.length === 0) throw new AppError('not_found');
    },
  };
}

function putAway(db: EmployerDb, personId: string): Set<string> {
  const rows = db
    .select({ key: dismissedCards.cardKey })
    .from(dismissedCards)
    .where(eq(dismissedCards.personId, personId))
    .all();
  return new Set(rows.map(({ key }) => key));
}

/** A card about a document has the openers that its headings speak of; any other its own questions. */
function trialsOf(db: EmployerDb, { template, documentId }: DueCard, language: CardLanguage): Trial[] {
  const questions =
    documentId === null
      ? template.questions.map((question) => question[language])
      : openersFor(db, [documentId]).map((opener) => opener[language]);
  return questions.map((question) => ({ question, documentId }));
}

function cardOf(
  trials: Trials,
  actor: Actor,
  one: { card: DueCard; trials: readonly Trial[] },
  language: CardLanguage,
): Card | null {
  const { key, template, documentId, values } = one.card;
  const answered = one.trials.filter((trial) => trials.known(actor, trial) === true);
  if (answered.length === 0) return null;
  const filled = (text: string) =>
    text
      .replace('{title}', values.title ?? '')
      .replace('{date}', values.date === undefined ? '' : dayText(values.date, language));
  return {
    key,
    title: filled(template.title[language]),
    text: filled(template.text[language]),
    questions: answered.slice(0, QUESTIONS).map(({ question }) => question),
    documentId,
  };
}

function dayText(date: CalendarDate, language: CardLanguage): string {
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return day.format(Date.parse(`${date}T00:00:00Z`));
}
