import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { registerEmployer, registerPerson } from '../../src/accounts/administration.ts';
import { createMemoryFileStore } from '../../src/adapters/cloudflare/file-store.ts';
import { createApp, createServices } from '../../src/app.ts';
import { readTextual } from '../../src/ingestion/textual-document.ts';
import { createPortal } from '../../src/portal/portal.tsx';
import { createExactIndexes } from '../../src/retrieval/exact-scan.ts';
import { PASSWORD, testDeps } from '../api/support.ts';
import { encoder, person, regeling } from '../assistant/curated-house.ts';
import { faults, misfits } from './support/audit.ts';
import { enter, launch, type Visit, visit } from './support/browser.ts';
import { clientAssets, listen } from './support/server.ts';

const keeper = person('keeper', { role: 'hr' });
const asker = person('asker');
const question = 'Mag ik mijn hond meenemen naar kantoor?';

let browser: Browser;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/** The real service over memory, with one ticked document and, if asked for, an approved answer that rests on it. */
async function service(options: { answered?: boolean; reading?: { gate: Promise<void> } } = {}) {
  const deps = {
    ...testDeps(),
    files: createMemoryFileStore(),
    reader: {
      read: async (bytes: Uint8Array) => {
        await options.reading?.gate;
        return readTextual(bytes, 'markdown');
      },
    },
    encoder,
    vectorIndexes: createExactIndexes(),
  };
  const services = createServices(deps);
  registerEmployer(deps, { id: 'acme', name: 'Acme' });
  deps.employers.create('acme');
  const people = [{ name: 'Fatima', email: 'fatima@acme.example', role: 'hr' as const }];
  for (const { name, email, role } of people)
    await registerPerson(deps, {
      name,
      email,
      password: PASSWORD,
      memberships: [{ employerId: 'acme', role }],
    });
  const add = async (title: string, text: string) => {
    const file = { name: `${title}.md`, bytes: new TextEncoder().encode(text) };
    const { id } = await services.documents.upload(keeper, file, { title, kind: 'scheme' });
    await services.documents.settled('acme');
    services.documents.patch(keeper, id, { usedByAssistant: true });
    return id;
  };
  const id = await add('Regeling', regeling);
  if (options.answered) {
    await services.assistant.ask(asker, { message: 'Krijg ik korting op een sportschool?' });
    const [group] = services.assistant.unanswered(keeper, { status: 'open' });
    const places = await services.curated.places(keeper, 'huisdieren in de gebouwen');
    const input = { kind: 'text', question, answer: 'Ja, aan de lijn.', scope: 'everybody' } as const;
    const passageId = places.find(({ heading }) => heading.includes('Dieren'))?.passageId ?? '';
    await services.curated.answer(keeper, group?.id ?? '', { ...input, passageId });
  }
  const portal = createPortal({
    ...services,
    assets: await clientAssets(),
    clock: deps.clock,
    log: deps.log,
    demo: { password: PASSWORD, people: people.map((one) => ({ ...one, about: one.role })) },
    publicOrigin: null,
    secureCookies: false,
    clientAddress: () => '192.0.2.1',
  });
  const server = await listen(createApp(deps, services, portal));
  cleanUp.push(
    () => server.close(),
    () => services.documents.stop(),
  );
  return { url: server.url, services, id, add };
}

async function asHr(url: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const opened = await visit(browser, url, options);
  cleanUp.push(() => opened.context.close());
  await enter(opened.page, 'Fatima');
  return opened;
}

const open = async (page: Page, path = '/hr/documenten') => {
  await page.goto(path);
  await page.locator('html.scripted').waitFor({ state: 'attached' });
};
const files = (...named: [string, string][]) =>
  named.map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));
const sound = async (page: Page) => expect([...(await misfits(page)), ...(await faults(page))]).toEqual([]);
const row = (page: Page, title: string) =>
  page.locator('[data-document]', { has: page.getByRole('heading', { name: title, exact: true }) });

const sizes = [
  ['1280', { viewport: { width: 1280, height: 800 } }],
  ['390', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const;

describe.each(sizes)('at %s', (_size, options) => {
  it('several files are chosen, named, sent and read; each says what is wrong with it', async () => {
    const { url } = await service();
    const { page, complaints } = await asHr(url, options);
    await open(page);
    await page
      .locator('#file')
      .setInputFiles(
        files(
          ['Reis_kosten-2026.md', '# Reis\n## Artikel 1 Trein\nDe trein wordt vergoed.'],
          ['Zonder-titel.md', '# Zonder\n## Artikel 1 Fiets\nDe fiets wordt vergoed.'],
          ['plaatje.png', 'x'],
          ['leeg.txt', ''],
          ['Dubbel.md', regeling],
        ),
      );
    await page.getByText('3 bestanden klaar om te uploaden').waitFor();
    const uploads = page.locator('.upload');
    expect(await uploads.filter({ hasText: 'plaatje.png' }).getByRole('alert').innerText()).toContain(
      'Gebruik PDF',
    );
    expect(await uploads.filter({ hasText: 'leeg.txt' }).getByRole('alert').innerText()).toContain('leeg');
    await uploads.filter({ hasText: 'plaatje.png' }).getByRole('button').click();
    await uploads.filter({ hasText: 'leeg.txt' }).getByRole('button').click();
    const title = (name: string) => page.getByLabel(`Titel van ${name}`);
    expect(await title('Reis_kosten-2026.md').inputValue()).toBe('Reis kosten 2026');
    await title('Zonder-titel.md').fill(' ');
    await sound(page);
    await page.getByRole('button', { name: 'Uploaden', exact: true }).click();
    await row(page, 'Reis kosten 2026').getByText('Verwerkt').waitFor();
    expect(await title('Zonder-titel.md').getAttribute('aria-invalid')).toBe('true');
    const twin = uploads.filter({ hasText: 'Dubbel.md' });
    await twin.getByRole('alert').filter({ hasText: 'staat al in het werkgeversdossier' }).waitFor();
    await twin.getByRole('link', { name: 'Bekijk dat document' }).waitFor();
    await sound(page);
    await twin.getByRole('button', { name: /Niet uploaden/ }).click();
    await title('Zonder-titel.md').fill('Fietsplan');
    await page.getByRole('button', { name: 'Uploaden', exact: true }).click();
    await row(page, 'Fietsplan').getByText('Verwerkt').waitFor();
    expect(await uploads.count()).toBe(0);
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });

  it('facts are changed in place, with what is wrong beside the field', async () => {
    const { url, id, services } = await service();
    const { page, complaints } = await asHr(url, options);
    await open(page);
    const card = page.locator(`[data-document="${id}"]`);
    await card.getByText('Wijzigen van Regeling').click();
    await card.getByLabel('Titel').fill('');
    await card.getByRole('button', { name: 'Opslaan' }).click();
    await card.getByText('Vul dit veld in.').waitFor();
    expect(await card.getByLabel('Titel').getAttribute('aria-invalid')).toBe('true');
    await sound(page);
    await card.getByLabel('Titel').fill('Regeling 2027');
    await card.getByLabel('Geldig vanaf').fill('2027-01-01');
    await card.getByLabel('Geldig tot en met').fill('2026-01-01');
    await page.keyboard.press('Enter');
    await card.getByText('ligt na de datum').waitFor();
    await card.getByLabel('Geldig tot en met').fill('2027-12-31');
    await card.getByLabel('Wie mag het lezen').selectOption('hr');
    await card.getByRole('button', { name: 'Opslaan' }).click();
    await card.getByText('Werknemers mogen dit document niet lezen').waitFor();
    await card.getByLabel('Wie mag het lezen').selectOption('employees');
    await card.getByRole('button', { name: 'Opslaan' }).click();
    await row(page, 'Regeling 2027')
      .getByText('Geldig van 1 januari 2027 tot en met 31 december 2027')
      .waitFor();
    expect(await card.locator('.edit').getAttribute('open')).toBeNull();
    await card.getByText('Wijzigen van Regeling 2027').click();
    await card.getByLabel('Titel').fill('Iets anders');
    await card.getByRole('button', { name: 'Annuleren' }).click();
    await card.getByText('Wijzigen van Regeling 2027').click();
    expect(await card.getByLabel('Titel').inputValue()).toBe('Regeling 2027');
    // What a colleague changes meanwhile is not written over.
    services.documents.patch(keeper, id, { kind: 'cao' });
    await card.getByText('Cao', { exact: true }).first().waitFor();
    await card.getByLabel('Titel').fill('Regeling 2028');
    await card.getByRole('button', { name: 'Opslaan' }).click();
    await row(page, 'Regeling 2028').waitFor();
    expect(services.documents.get(keeper, id)).toMatchObject({
      title: 'Regeling 2028',
      kind: 'cao',
      validTo: '2027-12-31',
    });
    expect(complaints.filter((text) => !/40[09]|422/.test(text))).toEqual([]);
  });

  it('a new version waits, is compared and goes live; the old one is gone', async () => {
    const { url, id, services } = await service({ answered: true });
    const { page, complaints } = await asHr(url, options);
    await open(page);
    await row(page, 'Regeling')
      .getByRole('link', { name: /Nieuwe versie/ })
      .click();
    await page.locator('html.scripted').waitFor({ state: 'attached' });
    await sound(page);
    const text = regeling
      .replace('€ 0,23', '€ 0,25')
      .replace('wanneer de afdeling daarmee instemt en het dier aangelijnd is', 'niet toegelaten')
      .concat('## Artikel 8 Fiets\nDe werkgever vergoedt een fiets.\n');
    await page.locator('#file').setInputFiles(files(['regeling-2027.md', text]));
    await page.getByRole('button', { name: 'Uploaden', exact: true }).click();
    await page.getByRole('heading', { name: 'Verschillen: Regeling' }).waitFor();
    await page.getByText('1 van je 1 goedgekeurde antwoorden verandert').waitFor();
    await page.getByText(question).first().waitFor();
    const first = page.locator('.compared').first();
    expect(await first.locator('del').allInnerTexts()).toEqual(['0,23']);
    expect(await first.locator('ins').allInnerTexts()).toEqual(['0,25']);
    await sound(page);
    await page.getByRole('link', { name: '1 artikel erbij' }).click();
    expect(await page.locator('.compared h2').allInnerTexts()).toEqual(['Artikel 8 Fiets']);
    await page.getByRole('link', { name: 'Wat is er gelezen van de nieuwe versie' }).click();
    await page.getByText('Ze antwoordt nog niet').waitFor();
    await page.getByText('De werkgever vergoedt een fiets.').first().waitFor();
    await sound(page);
    expect(services.documents.readPassages(keeper, id)).toHaveLength(3);
    await page.goBack();
    await page.getByRole('button', { name: 'Zet live' }).first().click();
    await page.getByRole('status').filter({ hasText: 'de nieuwe versie antwoordt vanaf nu' }).waitFor();
    expect(services.documents.readPassages(keeper, id)).toHaveLength(4);
    expect(services.curated.list(keeper, { state: 'review' })).toHaveLength(1);
    await page.goto('/hr/antwoorden?state=review');
    await page.getByText(question).first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('a removal is taken back with one key, and stays gone without it', async () => {
    const { url, id, services } = await service();
    const { page, complaints } = await asHr(url, options);
    await open(page);
    await page.getByRole('button', { name: 'Verwijderen Regeling' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('“Regeling” is verwijderd.').first().waitFor();
    expect(services.documents.list(keeper)).toEqual([]);
    expect(await page.locator('[data-found]').innerText()).toBe('0 documenten');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-action')))
      .toBe('restore');
    await sound(page);
    await page.keyboard.press('Enter');
    await row(page, 'Regeling').waitFor();
    expect(await page.locator('[data-found]').innerText()).toBe('1 document');
    expect(services.documents.get(keeper, id).usedByAssistant).toBe(true);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-action')))
      .toBe('remove');
    await page.keyboard.press('Enter');
    await page.getByText('“Regeling” is verwijderd.').first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Ongedaan maken/ }).waitFor();
    expect(await row(page, 'Regeling').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('the order of precedence is set with the keyboard alone, the focus staying with what moves', async () => {
    const { url, add, services } = await service();
    for (const name of ['Cao', 'Handboek'])
      await add(name, `# ${name}\n## Artikel 1 Iets\nTekst van ${name}.`);
    const { page, complaints } = await asHr(url, options);
    await open(page);
    await page.getByRole('link', { name: 'Voorrang regelen' }).click();
    await page.getByText('Nog geen enkel document heeft voorrang').waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    const press = async (name: string) => {
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
    };
    await press('Voorrang geven: Cao');
    await expect.poll(focused).toBe('Voorrang wegnemen: Cao');
    await press('Voorrang geven: Regeling');
    await page.getByText('gaat voor Regeling').waitFor();
    await press('Omhoog: Regeling');
    await page.getByRole('status').filter({ hasText: '“Regeling” staat nu op plaats 1 van 2.' }).waitFor();
    await expect.poll(focused).toBe('Omlaag: Regeling');
    await sound(page);
    const titles = () =>
      [...services.documents.list(keeper)]
        .filter(({ precedence }) => precedence > 0)
        .sort((a, b) => b.precedence - a.precedence)
        .map(({ title }) => title);
    expect(titles()).toEqual(['Regeling', 'Cao']);
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'plaats 2 van 2' }).waitFor();
    expect(titles()).toEqual(['Cao', 'Regeling']);
    services.documents.setPrecedence(keeper, []);
    await press('Omhoog: Regeling');
    await page.getByRole('alert').filter({ hasText: 'intussen gewijzigd' }).waitFor();
    expect(titles()).toEqual([]);
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
  });

  it('the list is searched, filtered, sorted and taken along', async () => {
    const { url, add } = await service();
    await add('Alfa cao', '# A\n## Artikel 1 Iets\nTekst van alfa.');
    const { page, complaints } = await asHr(url, options);
    await open(page);
    const titles = () => page.locator('[data-document] h2').allInnerTexts();
    expect(await titles()).toEqual(['Alfa cao', 'Regeling']);
    await page.getByLabel('Zoek op titel of bestandsnaam').fill('regel');
    await page.keyboard.press('Enter');
    await page.getByText('1 van 2 documenten').waitFor();
    expect(await titles()).toEqual(['Regeling']);
    await page.goto('/hr/documenten?use=unused');
    await page.getByText('Geen document past bij wat je zoekt.').waitFor();
    await sound(page);
    await page.getByRole('link', { name: 'Alle documenten tonen' }).click();
    await page.getByText('Meer filters en volgorde').click();
    await page.getByLabel('Volgorde').selectOption('title');
    await page.getByRole('button', { name: 'Tonen' }).click();
    await page.waitForURL(/sort=title/);
    expect(await titles()).toEqual(['Alfa cao', 'Regeling']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download als CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('vraagbaak-dossier-2026-03-02.csv');
    expect(complaints).toEqual([]);
  });
});

it('takes files that are dropped on it, stops one on its way and sends it again', async () => {
  const { url, services } = await service();
  const { page } = await asHr(url);
  await open(page);
  let hold = true;
  await page.route('**/documents', async (route) => {
    if (route.request().method() === 'POST' && hold) return;
    await route.continue();
  });
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['# Bus\n## Artikel 1 Bus\nDe bus wordt vergoed.'], 'Busregeling.md'));
    return transfer;
  });
  await page.dispatchEvent('#upload', 'dragover', { dataTransfer: dropped });
  await page.locator('#upload.is-over').waitFor();
  await page.dispatchEvent('#upload', 'drop', { dataTransfer: dropped });
  await page.getByRole('button', { name: 'Uploaden', exact: true }).click();
  const upload = page.locator('.upload');
  await upload.getByRole('progressbar').waitFor();
  await upload.getByRole('button', { name: 'Annuleren Busregeling.md' }).click();
  await upload.getByRole('alert').filter({ hasText: 'Er is niets bewaard' }).waitFor();
  expect(services.documents.list(keeper)).toHaveLength(1);
  hold = false;
  await upload.getByRole('button', { name: /^Opnieuw uploaden/ }).click();
  await row(page, 'Busregeling').getByText('Verwerkt').waitFor();
  expect(await upload.count()).toBe(0);
});

it('shows a document as it is when it was read before its upload was answered', async () => {
  const { url, services } = await service();
  const { page } = await asHr(url);
  await page.route('**/documents', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch();
    await services.documents.settled('acme');
    await page.evaluate(() => new Promise(requestAnimationFrame));
    await route.fulfill({ response });
  });
  await open(page);
  await page.locator('#file').setInputFiles(files(['Snel.md', '# Snel\n## Artikel 1 Snel\nDit is kort.']));
  await page.getByRole('button', { name: 'Uploaden', exact: true }).click();
  await row(page, 'Snel').getByText('Verwerkt').waitFor();
});

it('shows a version while it is read, lets HR stop it, and goes on to the comparison when it is done', async () => {
  const reading = { gate: Promise.resolve() };
  const { url, id, services } = await service({ reading });
  const { page, complaints } = await asHr(url);
  let release = () => {};
  const hold = () => {
    reading.gate = new Promise<void>((resolve) => {
      release = resolve;
    });
  };
  const send = async (text: string) => {
    await open(page, `/hr/documenten/${id}/versie`);
    await page.locator('#file').setInputFiles(files(['twee.md', text]));
    await page.getByRole('button', { name: 'Uploaden', exact: true }).click();
    await page.getByRole('heading', { name: 'De nieuwe versie wordt gelezen' }).waitFor();
  };
  cleanUp.push(async () => release());
  hold();
  await send('# Twee\n## Artikel 1 Iets\nAnders.');
  await sound(page);
  await page.getByRole('button', { name: /^Stoppen en weggooien/ }).click();
  await page.getByRole('status').filter({ hasText: 'is weggegooid' }).waitFor();
  expect(services.documents.get(keeper, id).next).toBeNull();
  release();
  await services.documents.settled('acme');
  hold();
  await send('# Drie\n## Artikel 1 Iets\nNog anders.');
  await page.locator('html.scripted').waitFor({ state: 'attached' });
  release();
  await page.getByRole('heading', { name: 'Verschillen: Regeling' }).waitFor();
  expect(complaints).toEqual([]);
});

it('works without scripts: tick, change, remove and put back, new version, live', async () => {
  const { url, id, services } = await service();
  const { page } = await asHr(url, { javaScriptEnabled: false });
  await page.goto('/hr/documenten');
  await page.getByLabel('Regeling gebruiken').uncheck();
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await page.getByRole('status').filter({ hasText: '“Regeling” is bewaard.' }).waitFor();
  expect(services.documents.get(keeper, id).usedByAssistant).toBe(false);
  await page.getByText('Wijzigen van Regeling').click();
  await page.locator('[data-document]').getByLabel('Geldig vanaf').fill('2026-02-01');
  await page.locator('[data-document]').getByLabel('Geldig tot en met').fill('2026-01-01');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByText('ligt na de datum').waitFor();
  await page.locator('[data-document]').getByLabel('Geldig tot en met').fill('');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByText('Geldig vanaf 1 februari 2026').waitFor();
  await page.getByRole('button', { name: 'Verwijderen Regeling' }).click();
  await page.getByRole('button', { name: /^Ongedaan maken/ }).click();
  await page.getByRole('status').filter({ hasText: 'is teruggezet' }).waitFor();
  await page.getByRole('link', { name: 'Nieuwe versie Regeling' }).click();
  await page
    .locator('#file')
    .setInputFiles(files(['nieuw.md', `${regeling}## Artikel 9 Bus\nDe bus is gratis.`]));
  await page.getByRole('button', { name: 'Uploaden' }).click();
  await services.documents.settled('acme');
  await page.reload();
  await page.getByRole('link', { name: 'Vergelijk en zet live' }).click();
  await page.getByRole('button', { name: 'Zet live' }).first().click();
  await page.getByRole('status').filter({ hasText: 'is bijgewerkt' }).waitFor();
  expect(services.documents.readPassages(keeper, id)).toHaveLength(4);
});

it('tells who comes too late that the version is gone', async () => {
  const { url, id, services } = await service();
  const file = { name: 'b.md', bytes: new TextEncoder().encode('# B\n## Artikel 1 Iets\nAnders.') };
  const input = { title: 'Regeling', kind: 'scheme' as const };
  await services.documents.upload(keeper, file, input, { replaces: id, publish: 'wait' });
  await services.documents.settled('acme');
  const versionId = services.documents.get(keeper, id).next?.versionId ?? '';
  const { page } = await asHr(url);
  await page.goto(`/hr/documenten/${id}/versies/${versionId}`);
  await services.documents.discard(keeper, id, versionId);
  await page.getByRole('button', { name: 'Zet live' }).first().click();
  await page.getByRole('alert').filter({ hasText: 'Deze versie wacht niet meer' }).waitFor();
});

it('speaks English', async () => {
  const { url } = await service();
  const { page } = await asHr(url);
  await page.getByRole('link', { name: /English/ }).click();
  await open(page);
  await page.getByRole('link', { name: 'Set precedence' }).click();
  await page.getByRole('heading', { name: 'Precedence between documents' }).waitFor();
  await open(page);
  await page.getByRole('link', { name: /What was read/ }).click();
  await page.getByRole('heading', { name: /What the Assistant read/ }).waitFor();
});
