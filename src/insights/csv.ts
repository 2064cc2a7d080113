import type { InsightsView } from './model.ts';

/** One field; what a spreadsheet would run as a formula is kept text (OWASP, CSV injection). */
function field(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : value.replace(/^[=+\-@\t\r]/, "'$&");
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as a file that Dutch spreadsheets open: semicolons, and a mark that it is UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(field).join(';')).join('\r\n')}\r\n`;
}

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
