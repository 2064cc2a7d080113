import { z } from 'zod';

/** What the environment decides; read once at start. */
export interface Config {
  production: boolean;
  host: string;
  /** 0 lets the system choose (tests). */
  port: number;
  /** Folder of databases and uploads, as given. */
  dataDir: string;
  /** Origin under which people reach the service; null in development. */
  publicOrigin: string | null;
  /** Null in development: the entry keeps one in the data folder. */
  sessionSecret: string | null;
  /** Folder of the encoder in transformers.js form; null for the one that ships, if it is there. */
  encoderDir: string | null;
  /** Whether HR and providers must have a second factor. */
  secondFactor: 'required' | 'optional';
  /** Signing in through an identity provider; null for passwords only. */
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string | null } | null;
  /** Null: mails stay in the outbox. */
  mail: { url: string; from: string } | null;
  languageModel: { baseUrl: string; model: string; apiKey: string | null } | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Believe the last X-Forwarded-For address: only behind an own proxy. */
  trustProxy: boolean;
  /** Fill an empty data folder with the demo employers. Never in production. */
  seedDemo: boolean;
}

/** The environment can't be used as it is; `message` lists everything that has to change, in Dutch. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      ['Vraagbaak start niet. Pas deze instellingen aan:', ...problems.map((p) => `  - ${p}`)].join('\n'),
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const flag = z
  .enum(['1', '0', 'true', 'false', 'ja', 'nee'], 'gebruik 1 of 0')
  .transform((value) => ['1', 'true', 'ja'].includes(value));
const httpUrl = (value: string) => /^https?:$/.test(URL.parse(value)?.protocol ?? '');
/** Tokens and codes pass over this address: without TLS only where nobody else can listen. */
function safeIssuer(value: string): boolean {
  const url = URL.parse(value);
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback);
}

const schema = z.object({
  VRAAGBAAK_HOST: z.string().optional(),
  VRAAGBAAK_PORT: z.coerce
    .number('gebruik een poortnummer van 0 tot en met 65535')
    .int('gebruik een heel poortnummer')
    .min(0, 'gebruik een poortnummer van 0 tot en met 65535')
    .max(65_535, 'gebruik een poortnummer van 0 tot en met 65535')
    .optional(),
  VRAAGBAAK_DATA_DIR: z.string().optional(),
  VRAAGBAAK_PUBLIC_URL: z
    .string()
    .refine(httpUrl, 'gebruik een volledig adres zoals https://vraagbaak.voorbeeld.nl')
    .optional(),
  VRAAGBAAK_SESSION_SECRET: z.string().min(32, 'gebruik ten minste 32 tekens').optional(),
  VRAAGBAAK_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'kies debug, info, warn, error of silent')
    .optional(),
  VRAAGBAAK_TRUST_PROXY: flag.optional(),
  VRAAGBAAK_DEMO: flag.optional(),
  ENCODER_DIR: z.string().optional(),
  /** The name of ENCODER_DIR before. */
  MODEL_DIR: z.string().optional(),
  SMTP_URL: z
    .string()
    .refine(
      (value) => /^smtps?:$/.test(URL.parse(value)?.protocol ?? ''),
      'gebruik een adres als smtp://gebruiker:wachtwoord@host:587',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'gebruik een afzender als Vraagbaak <vraagbaak@voorbeeld.nl>')
    .optional(),
  SECOND_FACTOR: z.enum(['required', 'optional'], 'kies required of optional').optional(),
  OIDC_ISSUER: z
    .string()
    .refine(safeIssuer, 'gebruik een adres dat met https:// begint (http alleen op deze machine zelf)')
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, 'gebruik hoogstens 60 tekens').optional(),
  LLM_BASE_URL: z.string().refine(httpUrl, 'gebruik een adres dat met http:// of https:// begint').optional(),
  LLM_MODEL: z.string().optional(),
  LLM_API_KEY: z.string().optional(),
});
type Settings = z.infer<typeof schema>;

/** The variables that are read. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

const required = {
  VRAAGBAAK_PUBLIC_URL: 'het adres waarop mensen de dienst bereiken, zoals https://vraagbaak.voorbeeld.nl',
  VRAAGBAAK_DATA_DIR: 'de map voor databases en bestanden',
  SMTP_URL: 'de server die mails verstuurt, zoals smtp://gebruiker:wachtwoord@host:587',
  MAIL_FROM: 'de afzender van mails, zoals Vraagbaak <vraagbaak@voorbeeld.nl>',
  VRAAGBAAK_SESSION_SECRET: 'een geheim van ten minste 32 tekens (bijvoorbeeld: openssl rand -base64 48)',
} as const;

/**
 * The environment as a frozen configuration. Empty variables count as absent.
 * @throws ConfigError naming every missing or wrong variable at once
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const production = given.NODE_ENV === 'production' || given.VRAAGBAAK_ENV === 'production';
  const parsed = schema.safeParse(given);
  const problems = [
    ...(production ? missing(given) : []),
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...contradictions(given, production),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(toConfig(parsed.data, production));
}

function missing(given: Record<string, string | undefined>): string[] {
  return Object.entries(required)
    .filter(([name]) => !given[name])
    .map(([name, meaning]) => `${name} ontbreekt: ${meaning}`);
}

function contradictions(given: Record<string, string | undefined>, production: boolean): string[] {
  const problems: string[] = [];
  if (given.LLM_BASE_URL && !given.LLM_MODEL)
    problems.push('LLM_MODEL ontbreekt: het taalmodel bij LLM_BASE_URL');
  if (given.SMTP_URL && !given.MAIL_FROM && !production)
    problems.push('MAIL_FROM ontbreekt: de afzender bij SMTP_URL');
  if (given.LLM_MODEL && !given.LLM_BASE_URL) {
    problems.push('LLM_BASE_URL ontbreekt: het adres waar LLM_MODEL draait');
  }
  const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  if ([...oidc, 'OIDC_NAME'].some((name) => given[name]))
    for (const name of oidc)
      if (!given[name]) problems.push(`${name} ontbreekt: nodig om aan te melden via OpenID Connect`);
  const demo = schema.shape.VRAAGBAAK_DEMO.safeParse(given.VRAAGBAAK_DEMO);
  if (production && demo.data) problems.push('VRAAGBAAK_DEMO: demogegevens kunnen niet in productie');
  return problems;
}

function toConfig(s: Settings, production: boolean): Config {
  const url = s.VRAAGBAAK_PUBLIC_URL ? new URL(s.VRAAGBAAK_PUBLIC_URL) : null;
  const llm = s.LLM_BASE_URL && s.LLM_MODEL ? { baseUrl: s.LLM_BASE_URL, model: s.LLM_MODEL } : null;
  return {
    production,
    host: s.VRAAGBAAK_HOST ?? '127.0.0.1',
    port: s.VRAAGBAAK_PORT ?? 8787,
    dataDir: s.VRAAGBAAK_DATA_DIR ?? './data',
    publicOrigin: url?.origin ?? null,
    sessionSecret: s.VRAAGBAAK_SESSION_SECRET ?? null,
    mail: s.SMTP_URL && s.MAIL_FROM ? { url: s.SMTP_URL, from: s.MAIL_FROM } : null,
    secondFactor: s.SECOND_FACTOR ?? (production ? 'required' : 'optional'),
    oidc: oidcOf(s),
    encoderDir: s.ENCODER_DIR ?? s.MODEL_DIR ?? null,
    languageModel: llm ? { ...llm, apiKey: s.LLM_API_KEY ?? null } : null,
    logLevel: s.VRAAGBAAK_LOG_LEVEL ?? (production ? 'info' : 'warn'),
    trustProxy: s.VRAAGBAAK_TRUST_PROXY ?? false,
    seedDemo: !production && (s.VRAAGBAAK_DEMO ?? true),
  };
}

function oidcOf(s: Settings): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = s;
  if (!issuer || !clientId || !clientSecret) return null;
  return { issuer, clientId, clientSecret, name: s.OIDC_NAME ?? null };
}
