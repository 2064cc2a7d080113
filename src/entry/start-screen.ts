import type { Role } from '../kernel/actor.ts';
import { errorTable } from '../kernel/errors.ts';
import type { SeededDemo } from './demo.ts';
import type { House } from './house.ts';

/** Roles as people know them. */
export const roleNames: Record<Role, string> = {
  employee: 'werknemer',
  manager: 'afdelingsmanager',
  hr: 'HR',
  provider: 'salarisadministrateur',
  candidate: 'conceptwerknemer',
};

export interface StartFacts {
  url: string;
  encoder: string | null;
  languageModel: string | null;
  seeded: SeededDemo | null;
}

/** What somebody sees who starts the service in a terminal. */
export function startScreen({ url, encoder, languageModel, seeded }: StartFacts): string {
  const lines = [
    '',
    '  Vraagbaak staat klaar',
    '',
    `  Portaal       ${url}`,
    `  API           ${url}/api/docs`,
    `  Encoder       ${encoder ?? 'geen (zoeken op woorden)'}`,
    `  Taalmodel     ${languageModel ?? 'geen (antwoorden zijn aanhalingen)'}`,
    ...(seeded ? ['', ...signIns(seeded)] : []),
    '',
    '  Stoppen: Ctrl+C',
    '',
  ];
  return `${lines.join('\n')}\n`;
}

/** @param waiting documents whose vectors come from another encoder */
export function reencodingText(waiting: number): string {
  const documents = waiting === 1 ? '1 document wordt' : `${waiting} documenten worden`;
  return `${documents} opnieuw geïndexeerd, omdat de encoder anders is; de oude index antwoordt tot het klaar is.`;
}

function signIns({ demo, added }: SeededDemo): string[] {
  const width = Math.max(...demo.people.map((person) => person.email.length)) + 2;
  return [
    `  Aanmelden in de demo met wachtwoord: ${demo.password}`,
    '',
    ...demo.people.map((person) => `    ${person.email.padEnd(width)}${person.name}, ${person.about}`),
    ...(added > 0
      ? ['', `  ${added} demodocumenten worden nu gelezen; dat gebeurt alleen de eerste keer.`]
      : []),
  ];
}

/** Tells of every document of the demo when it is ready or failed; resolves when all are. */
export async function followReading(
  house: House,
  { demo }: SeededDemo,
  say: (line: string) => void,
): Promise<void> {
  await Promise.all(
    demo.employers.map(async (employer) => {
      const actor = {
        personId: 'demo',
        name: 'Demo',
        employerId: employer.id,
        role: 'hr',
        isOnCall: false,
      } as const;
      const told = new Set<string>();
      const tell = (document: ReturnType<typeof house.services.documents.get>): void => {
        if (told.has(document.id) || (document.status !== 'ready' && document.status !== 'failed')) return;
        told.add(document.id);
        say(`  ${employer.name}: ${document.title} ${outcome(document)}`);
      };
      const unsubscribe = house.services.documents.subscribe(actor, tell);
      for (const document of house.services.documents.list(actor)) tell(document);
      await house.services.documents.settled(employer.id);
      unsubscribe();
    }),
  );
  if (!house.stop.signal.aborted) say('  Alle demodocumenten zijn verwerkt.');
}

function outcome(document: { status: string; passages: number; error: { message: string } | null }): string {
  if (document.status === 'ready') return `is klaar, ${document.passages} passages`;
  return `is niet gelezen: ${document.error?.message ?? errorTable.internal.nl}`;
}
