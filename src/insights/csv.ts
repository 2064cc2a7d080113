import { csvOf } from '../kernel/csv.ts';
import type { InsightsView } from './model.ts';

/** The dashboard as rows: weeks, topics and documents below each other, told apart by the first column. */
export function insightsCsv(view: InsightsView): string {
  return csvOf(
    ['soort', 'naam', 'vragen', 'beantwoord', 'zonder antwoord', 'duim omlaag'],
    [
      ['totaal', `${view.from} t/m ${view.to}`, view.questions, view.answered, view.unanswered, view.down],
      ...view.weeks.map((week) => [
        'week',
        week.monday,
        week.answered + week.unanswered,
        week.answered,
        week.unanswered,
        '',
      ]),
      ...view.topics.map((topic) => [
        'onderwerp',
        topic.topic,
        topic.questions,
        topic.questions - topic.unanswered,
        topic.unanswered,
        topic.down,
      ]),
      ...view.documents.map((document) => [
        'document',
        document.title,
        document.answers,
        document.answers,
        0,
        document.down,
      ]),
    ],
  );
}
