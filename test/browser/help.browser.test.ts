import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { OutboxDb } from '../../src/notifications/model.ts';
import { enqueue } from '../../src/notifications/outbox.ts';
import { messages, unansweredQuestions } from '../../src/store/employer-schema.ts';
import { outbox } from '../../src/store/outbox-schema.ts';
import { faults, misfits, tabTo } from './support/audit.ts';
import { ask, enter, launch, type Visit, visit } from './support/browser.ts';
import { keeper, realPortal } from './support/real.ts';

const people = [
  { name: 'Sanne', role: 'employee' },
  { name: 'Oscar', role: 'employee', isOnCall: true },
  { name: 'Bram', role: 'employee' },
  { name: 'Fatima', role: 'hr' },
  { name: 'Esmee', role: 'provider' },
] as const;
const document = `# Regeling 2026
## Artikel 1 Reiskosten
Indien de werknemer met de eigen auto reist, ontvangt hij een kilometervergoeding van € 0,23 per kilometer, tenzij de werkgever vervoer regelt.
## Artikel 2 Vakantie aanvragen
De werknemer vraagt vakantie tijdig aan bij de leidinggevende, ten minste vier weken van tevoren.
## Artikel 3 Vakantiedagen
De werknemer met een volledig dienstverband heeft recht op 25 vakantiedagen per kalenderjaar.
`;
const widths = [
  ['1280, light', { viewport: { width: 1280, height: 800 } }],
  ['390, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const;

let browser: Browser;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

async function house() {
  const portal = await realPortal(people, document);
  cleanUp.push(portal.close);
  return portal;
}

async function as(url: string, name: string, options: Parameters<typeof visit>[2]): Promise<Visit> {
  const opened = await visit(browser, url, options);
  cleanUp.push(() => opened.context.close());
  await enter(opened.page, name);
  await opened.page.locator('main').waitFor();
  return opened;
}

/** Nothing sticks out, nothing is too small to touch, and axe has nothing serious to say. */
async function sound(page: Page): Promise<void> {
  expect(await misfits(page)).toEqual([]);
  expect(await faults(page)).toEqual([]);
}

function silent({ complaints, elsewhere }: Visit): void {
  expect(complaints.filter((text) => !/40[04]/.test(text))).toEqual([]);
  expect(elsewhere).toEqual([]);
}

const press = (page: Page, key = 'Enter') => page.keyboard.press(key);

describe.each(widths)('at %s, by the keyboard alone', (_name, options) => {
  it('HR asks as a sample employee, sees why, saves the sample, and nothing is kept of the question', async () => {
    const { url, db } = await house();
    const fatima = await as(url, 'Fatima', options);
    const { page } = fatima;
    await page.goto('/hr/vragen');
    await tabTo(page, /^Vragen als$/);
    await press(page);
    await page.getByRole('heading', { name: 'Vragen als', exact: true }).waitFor();
    await tabTo(page, /^De vraag$/);
    await page.keyboard.type('Wat krijg ik per kilometer?');
    await tabTo(page, /^Naam van het voorbeeld/);
    await page.keyboard.type('Vera');
    await tabTo(page, /^Uren per week/);
    await page.keyboard.type('veel');
    await tabTo(page, /^Vraag het$/);
    await press(page);
    await page.getByText('Vul een aantal uren in tussen 0 en 60').waitFor();
    await tabTo(page, /^Uren per week/);
    await press(page, 'Control+A');
    await page.keyboard.type('24');
    await tabTo(page, /^Vraag het$/);
    await press(page);
    const answer = page.locator('#antwoord');
    await answer.getByText('€ 0,23 per kilometer').first().waitFor();
    await page.getByText('Dus: antwoord.').waitFor();
    await page.getByText('doet mee').waitFor();
    expect(await answer.getByRole('button', { name: 'Vraag het HR' }).count()).toBe(0);
    await sound(page);
    await tabTo(page, /^Bewaar dit voorbeeld/);
    await press(page);
    await page.getByRole('status').filter({ hasText: '“Vera” is bewaard.' }).waitFor();
    await tabTo(page, /^Verwijder dit voorbeeld/);
    await press(page);
    await page.getByRole('status').filter({ hasText: '“Vera” is verwijderd.' }).waitFor();
    await tabTo(page, /^Ongedaan maken/);
    await press(page);
    await page.getByRole('link', { name: 'Vera' }).waitFor();
    expect(db.select().from(messages).all()).toEqual([]);
    expect(db.select().from(unansweredQuestions).all()).toEqual([]);
    silent(fatima);
  });

  it('HR names who helps, and the next message gets that person with links to reach them', async () => {
    const { url } = await house();
    const fatima = await as(url, 'Fatima', options);
    const { page } = fatima;
    await page.goto('/hr/hulp');
    const conflict = page.getByRole('region', { name: 'Conflict op het werk' });
    await conflict.getByLabel('Naam').focus();
    await page.keyboard.type('Mila Postma');
    await tabTo(page, /^Bewaren: Conflict/);
    await press(page);
    await conflict.getByText('anders kan niemand deze persoon bereiken').first().waitFor();
    expect(await conflict.getByLabel('Naam').inputValue()).toBe('Mila Postma');
    await conflict.getByLabel('Telefoon').focus();
    await page.keyboard.type('06 12345678');
    await tabTo(page, /^Bewaren: Conflict/);
    await press(page);
    await conflict.getByRole('status').filter({ hasText: 'noemt de Assistent Mila Postma' }).waitFor();
    await sound(page);
    const sanne = await as(url, 'Sanne', options);
    await ask(sanne.page, 'ik word gepest door mijn chef');
    const call = sanne.page.getByRole('link', { name: 'Bel Mila Postma: 06 12345678' });
    await call.waitFor();
    expect(await call.getAttribute('href')).toBe('tel:+31612345678');
    expect(await sanne.page.getByRole('link', { name: 'Vraag het HR' }).count()).toBe(0);
    await sound(sanne.page);
    await page.goto('/hr/vragen');
    await page.getByText('Er staan geen vragen open.').waitFor();
    silent(fatima);
    silent(sanne);
  });

  it('a question goes to HR without a name, or with one that can be taken away', async () => {
    const { url, services } = await house();
    const sanne = await as(url, 'Sanne', options);
    const { page } = sanne;
    await ask(page, 'Mag ik mijn hond meenemen naar kantoor?');
    await page.locator('.reply-abstention').waitFor();
    await page.getByRole('link', { name: 'Vraag het HR' }).focus();
    await press(page);
    await page.locator('#hr-dialog[open]').waitFor();
    expect(await page.getByRole('radio', { name: /^Zonder mijn naam/ }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: /^Zonder mijn naam/ }).focus();
    await press(page, 'ArrowDown');
    await sound(page);
    await tabTo(page, /^Verstuur naar HR/);
    await press(page);
    await page.getByText('Verstuurd naar HR.').first().waitFor();
    expect(services.assistant.unanswered(keeper)[0]?.names).toEqual(['Sanne']);
    await page.goto('/mijn-vragen');
    await sound(page);
    await tabTo(page, /^Haal mijn naam weg/);
    await press(page);
    await page.getByText('HR ziet niet wie dit vraagt.').waitFor();
    const fatima = await as(url, 'Fatima', options);
    await fatima.page.goto('/hr/vragen');
    await fatima.page.getByText('1 keer gesteld door 1 persoon').waitFor();
    expect(await fatima.page.locator('main').innerText()).not.toContain('Sanne');
    silent(sanne);
    silent(fatima);
  });

  it('a card of the season comes first, is asked, put away and brought back', async () => {
    const { url, services } = await house();
    const sanne = await as(url, 'Sanne', options);
    const { page } = sanne;
    const actor = { ...keeper, personId: 'x', role: 'employee' as const };
    await services.cards.complete(actor, 'nl');
    await page.goto('/');
    const card = page.getByRole('region', { name: 'Zomervakantie plannen' });
    await card.waitFor();
    await sound(page);
    await tabTo(page, /^Kaart weghalen/);
    await press(page);
    await page.getByRole('status').filter({ hasText: 'De kaart is weg.' }).waitFor();
    expect(await card.count()).toBe(0);
    await tabTo(page, /^Ongedaan maken/);
    await press(page);
    await card.waitFor();
    await tabTo(page, /^Hoe vraag ik vakantie aan/);
    await press(page);
    await page.locator('.reply .source-link').first().waitFor();
    expect(await card.isVisible()).toBe(false);
    silent(sanne);
  });

  it('a quote is read in plain words, and stays as it is', async () => {
    const { url } = await house();
    const sanne = await as(url, 'Sanne', options);
    const { page } = sanne;
    await ask(page, 'Wat krijg ik per kilometer?');
    const reply = page.locator('.reply');
    await reply.getByText('Indien de werknemer met de eigen auto reist').waitFor();
    await page.locator('.plain-words summary').focus();
    await press(page);
    await reply.getByText('Dit geldt niet als de werkgever vervoer regelt.').waitFor();
    await reply.getByText('Dit helpt bij het lezen en is niet de regel zelf.').waitFor();
    await reply.getByText('Indien de werknemer met de eigen auto reist').waitFor();
    await sound(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-only').isVisible()).toBe(true);
    expect(await page.locator('.print-only').innerText()).toContain('Acme');
    expect(await reply.locator('.source-link').isVisible()).toBe(true);
    for (const gone of ['.menu', '.composer', '.actions', '.top'])
      expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false]);
    silent(sanne);
  });

  it('the provider sees a mail that stayed behind in the menu, discards it, takes that back and sends it again', async () => {
    const { url, db } = await house();
    const box = db as OutboxDb;
    const text = { subject: 'Uitnodiging', paragraphs: ['Hallo'], link: null, after: [] };
    enqueue(box, { id: 'mail1', recipient: 'fout@acme.example', text, now: 0 });
    box.update(outbox).set({ status: 'parked', attempts: 1, lastError: '550 No such user' }).run();
    const esmee = await as(url, 'Esmee', options);
    const { page } = esmee;
    // On a phone it stands behind the last button of the menu, which counts it.
    if (await page.getByRole('button', { name: /^Meer/ }).isVisible()) {
      await tabTo(page, /^Meer/);
      await press(page);
    }
    await tabTo(page, /^(Niet verstuurde mails)?\s?Mails\s?1$|^Niet verstuurde mails/);
    await press(page);
    await page.getByText('Het adres is geweigerd.').waitFor();
    await sound(page);
    await tabTo(page, /^Wegdoen/);
    await press(page);
    await page.getByRole('status').filter({ hasText: '“Uitnodiging” is weggedaan.' }).waitFor();
    await page.getByText('Hier is niets te doen.').waitFor();
    await tabTo(page, /^Ongedaan maken/);
    await press(page);
    await page.getByRole('status').filter({ hasText: 'staat weer in de lijst' }).waitFor();
    await tabTo(page, /^Opnieuw versturen/);
    await press(page);
    await page.getByRole('status').filter({ hasText: 'De mail wordt opnieuw verstuurd.' }).waitFor();
    expect(box.select().from(outbox).get()?.status).toBe('waiting');
    silent(esmee);
  });

  it('HR sees whether answers are still given, and looks through the lists', async () => {
    const { url, services } = await house();
    const sanne = { ...keeper, personId: 's', role: 'employee' as const };
    const things =
      'fietskelder zwembad paraplu piano kluis trampoline moestuin sauna biljart aquarium kapstok klimwand spiegel tosti vijver lantaarn ladder zadel kussen gitaar bloembak';
    for (const thing of things.split(' '))
      await services.assistant.ask(sanne, { message: `Is er een ${thing}?` });
    const { messageId } = await services.assistant.ask(sanne, { message: 'Mag mijn hond mee naar kantoor?' });
    services.assistant.askHr(sanne, messageId, {});
    const group = services.assistant.unanswered(keeper).find(({ sentToHr }) => sentToHr > 0);
    const answer = {
      kind: 'text',
      question: 'Mag mijn hond mee naar kantoor?',
      answer: 'Ja.',
      scope: 'everybody',
    } as const;
    await services.curated.answer(keeper, group?.id ?? '', answer);
    await services.regression.complete(keeper);
    const fatima = await as(url, 'Fatima', options);
    const { page } = fatima;
    await page.goto('/hr/antwoorden');
    await page.getByText('Het ene geldige antwoord wordt bij elke formulering gegeven').waitFor();
    await sound(page);
    await tabTo(page, /^Nu nakijken/);
    await press(page);
    await page.getByRole('heading', { name: 'Worden ze nog gegeven?' }).waitFor();
    await page.goto('/hr/vragen');
    await sound(page);
    await tabTo(page, /^Zoeken/);
    await page.keyboard.type('hond');
    await press(page);
    await page.getByText('Niets gevonden.').waitFor();
    await tabTo(page, /^Toon alles/);
    await press(page);
    await page.getByText('Bladzijde 1 van 2').waitFor();
    expect(await page.locator('.group').count()).toBe(20);
    await tabTo(page, /^Volgende/);
    await press(page);
    await page.getByText('Bladzijde 2 van 2').waitFor();
    expect(await page.locator('.group').count()).toBe(1);
    const csv = page.waitForEvent('download');
    await tabTo(page, /^Als CSV/);
    await press(page);
    expect((await csv).suggestedFilename()).toMatch(/^vraagbaak-vragen-.*\.csv$/);
    for (const path of ['/hr/medewerkers', '/hr/woorden', '/mijn-vragen']) {
      await page.goto(path);
      await sound(page);
    }
    silent(fatima);
  });
});
