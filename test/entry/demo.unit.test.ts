import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServices } from '../../src/app.ts';
import { seedDemo } from '../../src/entry/demo.ts';
import { readDemo } from '../../src/entry/demo-data.ts';
import { demoFolder } from '../../src/entry/paths.ts';
import { startScreen } from '../../src/entry/start-screen.ts';
import type { IngestedDocument } from '../../src/ingestion/model.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { testDeps } from '../api/support.ts';

const demo = {
  password: 'welkom-in-de-test',
  employers: [
    {
      id: 'alfa',
      name: 'Alfa',
      documents: [
        { file: 'gids.md', title: 'Gids', kind: 'handbook', ticked: true, precedence: 2 },
        { file: 'oud.md', title: 'Oude gids', kind: 'handbook', ticked: false, validTo: '2020-12-31' },
      ],
    },
  ],
  people: [
    {
      name: 'Anne',
      email: 'anne@alfa.example',
      about: 'werknemer',
      memberships: [{ employerId: 'alfa', role: 'employee' }],
    },
  ],
};

const hr: Actor = { personId: 'hr', name: 'HR', employerId: 'alfa', role: 'hr', isOnCall: false };

/** One passage that says what the file says. */
function readPlain(bytes: Uint8Array): IngestedDocument {
  const text = new TextDecoder().decode(bytes);
  return {
    format: 'markdown',
    title: null,
    pages: [{ number: 1, width: 0, height: 0, text }],
    passages: [
      {
        ordinal: 0,
        kind: 'text',
        headingPath: [],
        article: null,
        context: '',
        text,
        table: null,
        pageFrom: 1,
        pageTo: 1,
        spans: [{ start: 0, end: text.length, page: 1, box: null }],
      },
    ],
    health: {
      passages: 1,
      words: { min: 1, median: 1, max: 1 },
      orphanHeadings: [],
      midSentence: [],
      duplicates: [],
      emptyPages: [],
      hiddenText: [],
    },
  };
}

function house() {
  const files = new Map<string, Uint8Array>();
  const deps = {
    ...testDeps(),
    reader: { read: async (bytes: Uint8Array) => readPlain(bytes) },
    files: {
      put: async (_employer: string, id: string, bytes: Uint8Array) => void files.set(id, bytes),
      get: async (_employer: string, id: string) => files.get(id) ?? null,
      remove: async (_employer: string, id: string) => void files.delete(id),
      list: async () => [...files.keys()],
    },
  };
  return { deps, services: createServices(deps) };
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vraagbaak-demo-'));
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(demo));
  writeFileSync(join(folder, 'gids.md'), 'Je hebt recht op 25 vakantiedagen.');
  writeFileSync(join(folder, 'oud.md'), 'Je had recht op 20 vakantiedagen.');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('seeding the demo', () => {
  it('brings documents with their ticks and dates, and people who can sign in', async () => {
    const { deps, services } = house();
    expect((await seedDemo({ deps, services }, folder)).added).toBe(2);
    await services.documents.settled('alfa');
    const list = services.documents.list(hr).sort((a, b) => a.title.localeCompare(b.title));
    expect(list.map((d) => [d.title, d.status, d.usedByAssistant, d.validTo, d.precedence])).toEqual([
      ['Gids', 'ready', true, null, 2],
      ['Oude gids', 'ready', false, '2020-12-31', 0],
    ]);
    const signedIn = await services.accounts.signIn(
      { email: 'anne@alfa.example', password: demo.password },
      '192.0.2.1',
    );
    expect(signedIn.kind).toBe('signed_in');
  });

  it('does nothing the second time, and does not bring back what was removed', async () => {
    const { deps, services } = house();
    await seedDemo({ deps, services }, folder);
    await services.documents.settled('alfa');
    const [first] = services.documents.list(hr);
    await services.documents.remove(hr, first?.id ?? '');
    expect((await seedDemo({ deps, services }, folder)).added).toBe(0);
    expect(services.documents.list(hr)).toHaveLength(1);
  });
});

describe('the demo that ships', () => {
  const shipped = readDemo(demoFolder);

  it('has the files it names, and people of every role for each employer', () => {
    for (const employer of shipped.employers) {
      for (const document of employer.documents) {
        expect(existsSync(join(demoFolder, document.file)), document.file).toBe(true);
      }
      const places = shipped.people.flatMap((p) => p.memberships).filter((m) => m.employerId === employer.id);
      expect(new Set(places.map((place) => place.role))).toEqual(
        new Set(['employee', 'manager', 'hr', 'provider']),
      );
      expect(places.some((place) => place.isOnCall)).toBe(true);
    }
  });

  it('uses addresses that exist nowhere', () => {
    for (const person of shipped.people) expect(person.email).toMatch(/\.example$/);
  });
});

describe('the start screen', () => {
  it('shows where to go and who can sign in', () => {
    const screen = startScreen({
      url: 'http://127.0.0.1:8787',
      encoder: null,
      languageModel: null,
      seeded: { demo: readDemo(folder), added: 2 },
    });
    expect(screen).toContain('Portaal       http://127.0.0.1:8787');
    expect(screen).toContain('wachtwoord: welkom-in-de-test');
    expect(screen).toContain('anne@alfa.example  Anne, werknemer');
    expect(screen).toContain('2 demodocumenten worden nu gelezen');
  });
});
