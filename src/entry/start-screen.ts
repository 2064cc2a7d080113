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

/** What `npm start -- --help` says. */
export const startHelp = `Start Vraagbaak: portaal en API op een adres

  npm start

Zonder instellingen start een demo op http://127.0.0.1:8787. Instellen gaat met omgevingsvariabelen:

  VRAAGBAAK_HOST            adres om op te luisteren (standaard: 127.0.0.1)
  VRAAGBAAK_PORT            poort (standaard: 8787; 0 laat het systeem kiezen)
  VRAAGBAAK_DATA_DIR        map voor databases en bestanden (standaard: ./data)
  VRAAGBAAK_PUBLIC_URL      adres waarop mensen de dienst bereiken
  VRAAGBAAK_SESSION_SECRET  geheim van ten minste 32 tekens
  VRAAGBAAK_LOG_LEVEL       debug, info, warn, error of silent
  VRAAGBAAK_TRUST_PROXY     1: geloof het adres dat een eigen proxy doorgeeft
  VRAAGBAAK_DEMO            0: geen demogegevens
  ENCODER_DIR               map van een andere encoder (MODEL_DIR is de oude naam)
  SECOND_FACTOR             required of optional: moeten HR en salarisadministratie zich met een tweede stap aanmelden
                            (standaard: required in productie, anders optional)
  OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME
                            aanmelden via een werkaccount (OpenID Connect), met de naam op de knop
  SMTP_URL, MAIL_FROM       de server en de afzender van mails; zonder die twee blijven mails staan
  LLM_BASE_URL, LLM_MODEL   een taalmodel achter een OpenAI-adres; LLM_API_KEY waar dat nodig is
  NODE_ENV=production       start alleen met PUBLIC_URL, DATA_DIR, SESSION_SECRET, SMTP_URL en MAIL_FROM, zonder demo

Uitkomst: 0 netjes gestopt, 1 niet gestart, 2 verkeerd gebruik.
`;

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
