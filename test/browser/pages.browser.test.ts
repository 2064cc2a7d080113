import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { faults, misfits } from './support/audit.ts';
import { ask, enter, launch, type Visit, visit } from './support/browser.ts';
import { guideText } from './support/documents.ts';
import { listen, portalApp } from './support/server.ts';

let browser: Browser;
let portal: Awaited<ReturnType<typeof portalApp>>;
let server: Awaited<ReturnType<typeof listen>>;
const visits: Visit[] = [];

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  portal = await portalApp();
  server = await listen(portal.app);
});
afterEach(async () => {
  await Promise.all(visits.splice(0).map(({ context }) => context.close()));
  await server.close();
});

async function open(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const opened = await visit(browser, server.url, options);
  visits.push(opened);
  return opened;
}

interface Stop {
  name: string;
  who: string | null;
  go(page: Page): Promise<unknown>;
}
const at = (path: string) => (page: Page) => page.goto(path);
const asking = (question: string, wait: string) => async (page: Page) => {
  await ask(page, question);
  await page.locator(wait).first().waitFor();
};
const stops: Stop[] = [
  { name: 'sign-in', who: null, go: at('/aanmelden') },
  { name: 'empty chat', who: 'Sanne', go: at('/') },
  { name: 'answer', who: 'Sanne', go: asking('een samengesteld antwoord', '.sources') },
  { name: 'conflict', who: 'Sanne', go: asking('tegenstrijdig', '.conflict') },
  { name: 'abstention', who: 'Sanne', go: asking('hondenbeleid', '.near') },
  {
    name: 'source beside the chat',
    who: 'Sanne',
    go: async (page) => {
      await asking('vakantiedagen', '.source-link')(page);
      await page.locator('.source-link').click();
      await page.locator('#source-panel[data-marked="text"]').waitFor();
    },
  },
  {
    name: 'dialog to HR',
    who: 'Sanne',
    go: async (page) => {
      await asking('hondenbeleid', '.near')(page);
      await page.locator('.reply [data-action="ask-hr"]').click();
      await page.locator('#hr-dialog[open]').waitFor();
    },
  },
  { name: 'documents', who: 'Sanne', go: at('/documenten') },
  {
    name: 'document',
    who: 'Sanne',
    go: async (page) => {
      await page.goto('/documenten/d-gids?page=2&passage=p-gids');
      await page.locator('#viewer[data-marked="text"]').waitFor();
    },
  },
  { name: 'not found', who: 'Sanne', go: at('/nergens') },
  { name: 'questions for HR', who: 'Fatima', go: at('/hr/vragen') },
  { name: 'answers of HR', who: 'Fatima', go: at('/hr/antwoorden') },
  { name: 'answering a question', who: 'Fatima', go: at('/hr/vragen/g1/antwoord') },
  { name: 'changing an answer', who: 'Fatima', go: at('/hr/antwoorden/a2') },
  { name: 'own questions', who: 'Sanne', go: at('/mijn-vragen') },
  { name: 'employer file', who: 'Fatima', go: at('/hr/documenten') },
  { name: 'order of precedence', who: 'Fatima', go: at('/hr/documenten/voorrang') },
  {
    name: 'what was read',
    who: 'Fatima',
    go: async (page) => {
      await page.goto('/hr/documenten/d-gids/gelezen?pagina=2&passage=p-gids');
      await page.locator('#viewer[data-marked="text"]').waitFor();
    },
  },
  {
    name: 'what was read of a waiting version',
    who: 'Fatima',
    go: async (page) => {
      await page.goto('/hr/documenten/d-gids/gelezen?versie=v-2');
      await page.locator('#viewer[data-marked="none"]').waitFor();
    },
  },
  { name: 'new version', who: 'Fatima', go: at('/hr/documenten/d-gids/versie') },
  { name: 'upload of a version', who: 'Fatima', go: at('/hr/documenten/d-notitie/versie') },
  { name: 'comparison', who: 'Fatima', go: at('/hr/documenten/d-gids/versies/v-2') },
  { name: 'own words', who: 'Fatima', go: at('/hr/woorden') },
  {
    name: 'own word with a fault',
    who: 'Fatima',
    go: async (page) => {
      await page.goto('/hr/woorden');
      await page.getByLabel('Woord of naam').fill('Klaverpoort');
      await page.getByRole('button', { name: 'Toevoegen' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
];

describe.each([
  ['1280 light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['390 dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const)('%s', (_size, options) => {
  it.each(stops)('$name fits, and has nothing serious for axe', async ({ who, go }) => {
    const { page, complaints, elsewhere } = await open(options);
    if (who) await enter(page, who);
    if (who) await page.locator('.scripted').waitFor({ state: 'attached' });
    await go(page);
    expect(await misfits(page)).toEqual([]);
    expect(await faults(page)).toEqual([]);
    expect(complaints.filter((text) => !/40[04]/.test(text))).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});

describe('signing in', () => {
  it('lets somebody with two employers choose, change and leave', async () => {
    const { page } = await open();
    await page.goto('/documenten');
    await page.getByLabel('E-mailadres').fill('esmee@loonwijs.example');
    await page.getByLabel('Wachtwoord').fill('fout');
    await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'horen niet bij elkaar' }).waitFor();
    await page.getByLabel('Wachtwoord').fill('een lang wachtwoord');
    await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
    await page.getByRole('button', { name: 'Klaverveld' }).click();
    await page.getByRole('heading', { name: 'Documenten' }).waitFor();
    await page.getByRole('button', { name: 'Esmée de Groot' }).click();
    await page.getByRole('button', { name: 'Meerhaven Opslag & Vervoer B.V.' }).click();
    await page.locator('.brand-name', { hasText: 'Meerhaven' }).waitFor();
    await page.getByRole('button', { name: 'Esmée de Groot' }).click();
    await page.getByRole('button', { name: 'Afmelden' }).click();
    await page.getByRole('heading', { name: 'Aanmelden' }).waitFor();
    await page.goto('/documenten');
    expect(new URL(page.url()).pathname).toBe('/aanmelden');
  });

  it('changes the language of the pages and of what the API says', async () => {
    const { page } = await open();
    await enter(page, 'Sanne');
    await page.getByRole('link', { name: /English/ }).click();
    await page.getByText('How can I help you, Sanne?').waitFor();
    await page.getByLabel('Your question').fill('Nu is het kapot');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Something went wrong on our side' }).waitFor();
  });
});

describe('documents', () => {
  it('shows an employee only what answers and may be read, and opens a deep link at its mark', async () => {
    const { page } = await open();
    await enter(page, 'Sanne');
    await page.goto('/documenten');
    expect(await page.locator('.card-link').allInnerTexts()).toEqual([
      'Personeelsgids Klaverveld 2026',
      'Notitie <b>thuiswerken</b>',
    ]);
    await page.goto('/documenten/d-gids?page=2&passage=p-gids');
    await page.locator('#viewer[data-marked="text"]').waitFor();
    const marked = await page.evaluate(() => [...(CSS.highlights.get('quote') ?? [])].map(String).join(''));
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    expect(letters(marked)).toBe(letters(guideText));
  });

  it('prints the answer with its source and address, without menu and buttons', async () => {
    const { page } = await open();
    await enter(page, 'Sanne');
    await ask(page, 'vakantiedagen');
    await page.locator('.source-link').waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.menu', '.composer', '.actions', '.top']) {
      expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false]);
    }
    expect(await page.locator('.quoted').isVisible()).toBe(true);
    const address = await page
      .locator('.source-link')
      .evaluate((link) => getComputedStyle(link, '::after').content);
    expect(address).toContain('/documenten/d-gids?page=2');
  });
});

describe('HR', () => {
  it('sees groups with counts and wordings, takes one off the list and puts it back', async () => {
    const { page } = await open();
    await enter(page, 'Fatima');
    await page.getByRole('link', { name: 'Vragen aan HR' }).click();
    const card = page.locator('[data-group="g1"]');
    expect(await card.innerText()).toContain('7 keer gesteld door 5 mensen');
    await card.getByText('3 formuleringen').click();
    await card.getByText('<img src=x onerror=alert(1)> hond mee?').waitFor();
    await card.getByRole('button', { name: 'Van de lijst halen' }).click();
    await card.getByRole('button', { name: 'Ongedaan maken' }).waitFor();
    await expect.poll(() => portal.assistant.unanswered({} as never, { status: 'open' }).length).toBe(1);
    await expect.poll(() => page.locator('.tab-count').allInnerTexts()).toEqual(['1', '3', '1']);
    await card.getByRole('button', { name: 'Ongedaan maken' }).click();
    await expect.poll(() => portal.assistant.unanswered({} as never, { status: 'open' }).length).toBe(2);
    await card.getByRole('heading').waitFor();
    await card.getByRole('button', { name: 'Van de lijst halen' }).click();
    await expect.poll(() => portal.assistant.unanswered({} as never, { status: 'dismissed' }).length).toBe(1);
    await page.getByRole('link', { name: /Van de lijst gehaald/ }).click();
    await page.getByRole('button', { name: 'Terugzetten' }).click();
    await expect.poll(() => portal.assistant.unanswered({} as never, { status: 'dismissed' }).length).toBe(0);
  });

  it('uploads a document and follows it until it is ready', async () => {
    const { page } = await open();
    await enter(page, 'Fatima');
    await page.goto('/hr/documenten');
    await page.locator('.scripted').waitFor();
    await page.locator('#file').setInputFiles({
      name: 'Reiskosten_2026.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Regeling'),
    });
    expect(await page.getByLabel('Titel van Reiskosten_2026.txt').inputValue()).toBe('Reiskosten 2026');
    await page.getByRole('button', { name: 'Uploaden', exact: true }).click();
    const row = page.locator('[data-document="d-nieuw-4"]');
    await row.getByText('Wacht op zijn beurt').waitFor();
    portal.documents.advance('d-nieuw-4', {
      status: 'processing',
      stage: 'reading',
      progress: 0.3,
      pagesRead: 3,
      pages: 9,
    });
    await row.getByText('Tekst lezen, pagina 3 van 9').waitFor();
    portal.documents.advance('d-nieuw-4', {
      status: 'ready',
      stage: 'ready',
      progress: 1,
      live: true,
      passages: 21,
    });
    await row.getByText('21 passages').waitFor();
    await row.getByLabel('Reiskosten 2026 gebruiken').check();
    await row.getByText('Bewaard').waitFor();
    expect(portal.documents.get({} as never, 'd-nieuw-4').usedByAssistant).toBe(true);
  });

  it('hears why a tick is refused, why reading failed, and can take a removal back', async () => {
    const { page } = await open();
    await enter(page, 'Fatima');
    await page.goto('/hr/documenten');
    await page.locator('.scripted').waitFor();
    const tick = page.getByLabel('Beoordelingsrichtlijn gebruiken');
    await tick.click();
    await page.getByRole('alert').filter({ hasText: 'Werknemers mogen dit document niet lezen' }).waitFor();
    expect(await tick.isChecked()).toBe(false);
    const scan = page.locator('[data-document="d-scan"]');
    await scan.getByText('Deze PDF is een scan').waitFor();
    await scan.getByRole('button', { name: 'Opnieuw proberen' }).click();
    await scan.getByText('Wacht op zijn beurt').waitFor();
    await scan.getByRole('button', { name: /^Verwijderen/ }).click();
    await scan.waitFor({ state: 'detached' });
    const undo = page.getByRole('button', { name: /^Ongedaan maken/ });
    await undo.click();
    await scan.getByText('Wacht op zijn beurt').waitFor();
    await scan.getByRole('button', { name: /^Verwijderen/ }).click();
    await undo.waitFor();
    expect(await scan.count()).toBe(0);
  });
});
