import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../src/config.ts';

const complete = {
  NODE_ENV: 'production',
  VRAAGBAAK_PUBLIC_URL: 'https://vraagbaak.example/portaal',
  VRAAGBAAK_DATA_DIR: '/srv/vraagbaak',
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'Vraagbaak <vraagbaak@voorbeeld.example>',
  VRAAGBAAK_SESSION_SECRET: 'x'.repeat(32),
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('in development', () => {
  it('nothing has to be set', () => {
    expect(parseConfig({})).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 8787,
      dataDir: './data',
      publicOrigin: null,
      sessionSecret: null,
      secondFactor: 'optional',
      oidc: null,
      mail: null,
      encoderDir: null,
      languageModel: null,
      logLevel: 'warn',
      trustProxy: false,
      seedDemo: true,
    });
  });

  it('empty variables count as absent', () => {
    expect(parseConfig({ VRAAGBAAK_PORT: '', LLM_MODEL: ' ' })).toEqual(parseConfig({}));
  });

  it('the encoder has a folder, also under its former name', () => {
    expect(parseConfig({ ENCODER_DIR: '/srv/bge-m3', MODEL_DIR: '/srv/oud' }).encoderDir).toBe('/srv/bge-m3');
    expect(parseConfig({ MODEL_DIR: '/srv/oud' }).encoderDir).toBe('/srv/oud');
  });

  it('the result cannot be changed', () => {
    expect(Object.isFrozen(parseConfig({}))).toBe(true);
  });

  it('a language model needs both its address and its name', () => {
    const llm = { LLM_BASE_URL: 'http://127.0.0.1:11434/v1', LLM_MODEL: 'klein' };
    expect(parseConfig(llm).languageModel).toEqual({
      baseUrl: llm.LLM_BASE_URL,
      model: 'klein',
      apiKey: null,
    });
    expect(problemsOf({ LLM_MODEL: 'klein' })).toHaveLength(1);
    expect(problemsOf({ LLM_BASE_URL: llm.LLM_BASE_URL })).toHaveLength(1);
  });
});

describe('an identity provider', () => {
  const oidc = {
    OIDC_ISSUER: 'https://login.example/tenant',
    OIDC_CLIENT_ID: 'vraagbaak',
    OIDC_CLIENT_SECRET: 'geheim',
  };
  it('needs issuer, client and secret; a name for the button is free', () => {
    const given = { issuer: oidc.OIDC_ISSUER, clientId: 'vraagbaak', clientSecret: 'geheim' };
    expect(parseConfig(oidc).oidc).toEqual({ ...given, name: null });
    expect(parseConfig({ ...oidc, OIDC_NAME: 'Alfa' }).oidc?.name).toBe('Alfa');
    expect(problemsOf({ OIDC_NAME: 'Alfa' }).map((problem) => problem.split(' ')[0])).toEqual(
      Object.keys(oidc),
    );
    expect(problemsOf({ ...oidc, OIDC_CLIENT_SECRET: '' })).toHaveLength(1);
  });

  it.each([
    ['http://127.0.0.1:4000', true],
    ['http://localhost:4000', true],
    ['http://[::1]:4000', true],
    ['http://login.example', false],
    ['http://127.0.0.1.elders.example', false],
    ['ftp://127.0.0.1', false],
    ['login.example', false],
  ])('at %s may be used: %s', (issuer, allowed) => {
    expect(problemsOf({ ...oidc, OIDC_ISSUER: issuer })).toHaveLength(allowed ? 0 : 1);
  });
});

describe('the second factor', () => {
  it('is required in production unless somebody says otherwise, and the other way round in the demo', () => {
    expect(parseConfig(complete).secondFactor).toBe('required');
    expect(parseConfig({ ...complete, SECOND_FACTOR: 'optional' }).secondFactor).toBe('optional');
    expect(parseConfig({ SECOND_FACTOR: 'required' }).secondFactor).toBe('required');
    expect(problemsOf({ SECOND_FACTOR: 'nee' })).toEqual(['SECOND_FACTOR: kies required of optional']);
  });
});

describe('in production', () => {
  it.each([[{ NODE_ENV: 'production' }], [{ VRAAGBAAK_ENV: 'production' }]])(
    '%j names all that is missing at once',
    (env: Record<string, string>) => {
      const problems = problemsOf(env);
      expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
        'VRAAGBAAK_PUBLIC_URL',
        'VRAAGBAAK_DATA_DIR',
        'SMTP_URL',
        'MAIL_FROM',
        'VRAAGBAAK_SESSION_SECRET',
      ]);
    },
  );

  it('starts when complete, and never seeds the demo', () => {
    expect(parseConfig(complete)).toMatchObject({
      production: true,
      publicOrigin: 'https://vraagbaak.example',
      seedDemo: false,
      logLevel: 'info',
    });
    expect(problemsOf({ ...complete, VRAAGBAAK_DEMO: '1' })).toHaveLength(1);
  });

  it('names wrong values with what to do, beside what is missing', () => {
    const problems = problemsOf({
      NODE_ENV: 'production',
      VRAAGBAAK_PUBLIC_URL: 'vraagbaak.example',
      VRAAGBAAK_SESSION_SECRET: 'kort',
      VRAAGBAAK_PORT: '99999',
      LLM_BASE_URL: 'file:///etc/passwd',
    });
    expect(problems.join('\n')).toMatchInlineSnapshot(`
      "VRAAGBAAK_DATA_DIR ontbreekt: de map voor databases en bestanden
      SMTP_URL ontbreekt: de server die mails verstuurt, zoals smtp://gebruiker:wachtwoord@host:587
      MAIL_FROM ontbreekt: de afzender van mails, zoals Vraagbaak <vraagbaak@voorbeeld.nl>
      VRAAGBAAK_PORT: gebruik een poortnummer van 0 tot en met 65535
      VRAAGBAAK_PUBLIC_URL: gebruik een volledig adres zoals https://vraagbaak.voorbeeld.nl
      VRAAGBAAK_SESSION_SECRET: gebruik ten minste 32 tekens
      LLM_BASE_URL: gebruik een adres dat met http:// of https:// begint
      LLM_MODEL ontbreekt: het taalmodel bij LLM_BASE_URL"
    `);
  });

  it('the message is one readable list', () => {
    expect(new ConfigError(['A ontbreekt', 'B ontbreekt']).message).toBe(
      'Vraagbaak start niet. Pas deze instellingen aan:\n  - A ontbreekt\n  - B ontbreekt',
    );
  });
});
