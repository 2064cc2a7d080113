import { type ParseArgsConfig, parseArgs } from 'node:util';
import { documentKinds } from '../store/employer-schema.ts';

const help = {
  '': `Vraagbaak op de opdrachtregel

  npm run ask -- "vraag"         stel een vraag aan de Assistent
  npm run ingest -- BESTAND...   lees documenten in
  npm run reset-factor -- ADRES  wis iemands tweede stap bij het aanmelden

Meer over een opdracht: npm run ask -- --help`,
  ask: `Stel een vraag aan de Assistent

  npm run ask -- "hoeveel vakantiedagen heb ik?" [opties]

  --employer ID   bij welke werkgever (standaard: klaverveld)
  --json          het hele antwoord als JSON
  --lang nl|en    taal van de kopjes en meldingen (standaard: nl); het antwoord volgt de vraag
  --help          deze uitleg

Uitkomst: 0 antwoord, 3 geen antwoord in de documenten, 1 fout, 2 verkeerd gebruik.`,
  ingest: `Lees documenten in (PDF, DOCX, Markdown, HTML of tekst)

  npm run ingest -- BESTAND... [opties]

  --employer ID   bij welke werkgever (standaard: klaverveld)
  --kind SOORT    ${documentKinds.join(', ')} (standaard: other)
  --title TITEL   titel in het dossier (standaard: de bestandsnaam); alleen bij een bestand
  --tick          laat de Assistent het document gebruiken
  --show          toon wat er gelezen is: elke passage met haar plaats, en wat antwoorden kan schaden
  --help          deze uitleg

Uitkomst: 0 alles gelezen, 1 ten minste een bestand niet, 2 verkeerd gebruik.`,
  'reset-factor': `Wis iemands tweede stap bij het aanmelden

  npm run reset-factor -- naam@bedrijf.nl

Voor wanneer niemand in de dienst zelf het nog kan. Stop de dienst eerst, en ga na dat de vraag echt van deze persoon
komt: daarna is het wachtwoord genoeg om een nieuwe tweede stap in te stellen.

Uitkomst: 0 gewist, 1 fout, 2 verkeerd gebruik.`,
};

/** Wrong use: the message says what, and exit code 2 follows. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export type Command =
  | { name: 'help'; text: string }
  | { name: 'ask'; message: string; employer: string; json: boolean; lang: 'nl' | 'en' }
  | {
      name: 'ingest';
      files: string[];
      employer: string;
      kind: (typeof documentKinds)[number];
      title: string | null;
      tick: boolean;
      show: boolean;
    }
  | { name: 'reset-factor'; email: string };

const DEFAULT_EMPLOYER = 'klaverveld';

/** What the operator wants. @throws UsageError */
export function parseCommand(argv: readonly string[]): Command {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return { name: 'help', text: help[''] };
  }
  if (name === 'ask') return parseAsk(args);
  if (name === 'ingest') return parseIngest(args);
  if (name === 'reset-factor') return parseResetFactor(args);
  throw new UsageError(`Onbekende opdracht: ${name}. Gebruik ask, ingest of reset-factor.`);
}

function parseResetFactor(args: string[]): Command {
  const { values, positionals } = read(args, { help: { type: 'boolean', short: 'h', default: false } });
  if (values.help) return { name: 'help', text: help['reset-factor'] };
  const [email, ...more] = positionals;
  if (email === undefined || more.length > 0) throw new UsageError('Noem één e-mailadres.');
  return { name: 'reset-factor', email };
}

function parseAsk(args: string[]): Command {
  const { values, positionals } = read(args, {
    employer: { type: 'string', default: DEFAULT_EMPLOYER },
    json: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'nl' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) return { name: 'help', text: help.ask };
  const message = positionals.join(' ').trim();
  if (message === '')
    throw new UsageError('Stel een vraag, bijvoorbeeld: npm run ask -- "hoeveel vakantiedagen heb ik?"');
  if (values.lang !== 'nl' && values.lang !== 'en') throw new UsageError('--lang kan nl of en zijn.');
  return { name: 'ask', message, employer: values.employer, json: values.json, lang: values.lang };
}

function parseIngest(args: string[]): Command {
  const { values, positionals } = read(args, {
    employer: { type: 'string', default: DEFAULT_EMPLOYER },
    kind: { type: 'string', default: 'other' },
    title: { type: 'string' },
    tick: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) return { name: 'help', text: help.ingest };
  if (positionals.length === 0) throw new UsageError('Noem ten minste een bestand.');
  if (values.title !== undefined && positionals.length > 1) {
    throw new UsageError('--title kan alleen bij een bestand.');
  }
  const kind = documentKinds.find((known) => known === values.kind);
  if (!kind) throw new UsageError(`--kind kan ${documentKinds.join(', ')} zijn.`);
  const { employer, tick, show, title = null } = values;
  return { name: 'ingest', files: positionals, employer, kind, title, tick, show };
}

function read<O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(dutchUsage(error));
  }
}

/** Node explains wrong options in English; the option's name is all that is needed. */
function dutchUsage(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const option = /'(-[^' ]*)/.exec(message)?.[1] ?? '';
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `Onbekende optie: ${option}. Zie --help.`;
  return `De optie ${option} is niet goed gebruikt. Zie --help.`;
}
