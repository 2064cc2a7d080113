import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, enter, launch, type Visit, visit } from './support/browser.ts';
import { guideQuote, pictureText } from './support/documents.ts';
import { listen, portalApp } from './support/server.ts';

let browser: Browser;
let portal: Awaited<ReturnType<typeof portalApp>>;
let server: Awaited<ReturnType<typeof listen>>;
let seen: Visit;

beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
});
beforeEach(async () => {
  portal = await portalApp();
  server = await listen(portal.app);
  seen = await visit(browser, server.url);
});
afterEach(async () => {
  await seen.context.close();
  await server.close();
});

/** What is marked on the PDF page: the text of the highlighted range. */
const highlighted = () =>
  seen.page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('quote') ?? [])] as Range[];
    return ranges.map((range) => range.toString()).join('|');
  });
const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

describe('asking', () => {
  it('streams the answer, then shows it with its source, and tells a screen reader in two sentences', async () => {
    const { page, complaints, elsewhere } = seen;
    await enter(page, 'Sanne');
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const status = document.getElementById('status') as HTMLElement;
      new MutationObserver(() => status.textContent && said.push(status.textContent)).observe(status, {
        childList: true,
      });
    });
    await ask(page, 'Ik wacht: hoeveel vakantiedagen heb ik?');
    await page.getByText('De eerste woorden').waitFor();
    expect(await page.getByRole('button', { name: 'Stop' }).isVisible()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('message');
    portal.assistant.release();
    await page.getByText(guideQuote).waitFor();
    const source = page.getByRole('link', {
      name: /Bron 1 Personeelsgids Klaverveld 2026 ?Artikel 4\.2 Vakantiedagen ?p\. 2/,
    });
    expect(await source.isVisible()).toBe(true);
    await expect
      .poll(() => page.evaluate(() => Reflect.get(window, 'said')))
      .toEqual(['De Assistent zoekt het antwoord', 'Antwoord klaar. 1 bron.']);
    expect(await page.locator('[role=status], [aria-live]').filter({ hasText: guideQuote }).count()).toBe(0);
    expect(await page.getByText('0,87').or(page.getByText('87%')).count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  it('loads the PDF viewer at the first click, and marks the very words of the quote', async () => {
    const { page, complaints, elsewhere } = seen;
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(request.url()));
    await enter(page, 'Sanne');
    await ask(page, 'Hoeveel vakantiedagen heb ik?');
    const source = page.getByRole('link', { name: /^Bron 1/ });
    await source.waitFor();
    expect(loaded.filter((url) => url.includes('pdf'))).toEqual([]);
    await source.click();
    await page.locator('#source-panel[data-marked="text"]').waitFor();
    expect(letters(await highlighted())).toBe(letters(guideQuote));
    expect(await page.getByText('p. 2 van 2').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Vorige pagina' }).click();
    await page.getByText('p. 1 van 2').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#source-panel:not([open])').waitFor({ state: 'attached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('source-link');
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  it('marks the lines where the words are not in the page’s text', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, 'Wat staat er op het plaatje?');
    await page.getByRole('link', { name: /^Bron 1/ }).click();
    await page.locator('#source-panel[data-marked="boxes"]').waitFor();
    expect(await highlighted()).toBe('');
    const place = await page.evaluate(() => {
      const sheet = document.querySelector('.pdf-page') as HTMLElement;
      const mark = document.querySelector('.mark-box') as HTMLElement;
      const [a, b] = [sheet.getBoundingClientRect(), mark.getBoundingClientRect()];
      return { left: (b.left - a.left) / a.width, top: (b.top - a.top) / a.height };
    });
    expect(place.left).toBeCloseTo(72 / 595, 2);
    expect(place.top).toBeCloseTo((72 + 12 * 18 - 12) / 842, 2);
    expect(await page.getByText(pictureText).first().isVisible()).toBe(true);
  });

  it('can be stopped, and asked again', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, 'Ik wacht op vakantiedagen');
    await page.getByText('De eerste woorden').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Gestopt.').first().waitFor();
    await page.getByRole('button', { name: 'Opnieuw vragen' }).click();
    expect(await page.getByLabel('Je vraag').inputValue()).toBe('Ik wacht op vakantiedagen');
  });

  it('goes on in the same conversation, also after a reload, and starts anew on request', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, 'Hoeveel vakantiedagen heb ik?');
    await page.getByText(guideQuote).waitFor();
    await ask(page, 'En hondenbeleid?');
    await page.getByText('Niet gevonden in je documenten').waitFor();
    expect(portal.assistant.conversation({} as never, 'c1')).toHaveLength(2);
    await page.reload();
    await page.getByText(guideQuote).waitFor();
    expect(await page.locator('.bubble').allTextContents()).toEqual([
      'Hoeveel vakantiedagen heb ik?',
      'En hondenbeleid?',
    ]);
    await page.getByRole('link', { name: 'Nieuw gesprek' }).click();
    await page.getByText('Waarmee kan ik je helpen, Sanne?').waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
  });

  it('takes a suggestion, keeps Shift+Enter and a composition in the box, and finds the box with "/"', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    const box = page.getByLabel('Je vraag');
    await page.locator('.scripted').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('een');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('twee');
    await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    expect(await box.inputValue()).toBe('een\ntwee');
    expect(await page.locator('.turn').count()).toBe(0);
    await page.getByRole('button', { name: 'Hoeveel vakantiedagen heb ik per jaar?' }).click();
    await page.getByText(guideQuote).waitFor();
  });
});

describe('kinds of answers', () => {
  it('shows a conflict side by side with what prevails', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, 'Is dit tegenstrijdig?');
    const sides = page.locator('.conflict .quoted');
    await sides.first().waitFor();
    expect(await sides.count()).toBe(2);
    expect(await sides.first().innerText()).toContain('Gaat voor');
    expect(await sides.last().innerText()).toContain('Gaat niet voor');
    const [left, right] = [await sides.first().boundingBox(), await sides.last().boundingBox()];
    expect(left?.y).toBe(right?.y);
    await page.getByText('HR heeft aangegeven dat Personeelsgids Klaverveld 2026 voorgaat.').waitFor();
  });

  it('hands on to a person without a button to HR, and numbers the sources of a composed answer', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, 'Krijg ik ontslag?');
    await page.getByText('Hier helpt een mens beter').waitFor();
    expect(await page.getByRole('link', { name: 'Vraag het HR' }).count()).toBe(0);
    await ask(page, 'Een samengesteld antwoord');
    await page.locator('.plain a.pill').nth(1).waitFor();
    expect(await page.locator('.plain a.pill').allTextContents()).toEqual(['1', '2']);
    expect(await page.locator('.sources .quote').allTextContents()).toEqual([guideQuote, pictureText]);
  });
});

describe('feedback', () => {
  it('shows exactly what HR will get, sends it on the button only, and confirms in place', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, 'Wat is het hondenbeleid voor 999990019?');
    await page.getByText('Dit komt het dichtst in de buurt').waitFor();
    await page.getByRole('link', { name: 'Vraag het HR' }).click();
    const dialog = page.getByRole('dialog', { name: 'Vraag het HR' });
    await dialog.getByText('Wat is het hondenbeleid voor [nummer]?').waitFor();
    await dialog.getByText('Artikel 4.2 Vakantiedagen, Personeelsgids Klaverveld 2026, p. 2').waitFor();
    await dialog.getByRole('button', { name: 'Annuleren' }).click();
    expect(portal.assistant.sent).toEqual([]);
    await page.getByRole('link', { name: 'Vraag het HR' }).click();
    await dialog.getByLabel('Toelichting voor HR').fill('Het is een kleine hond.');
    await dialog.getByRole('button', { name: 'Verstuur naar HR' }).click();
    await page.getByText('Verstuurd naar HR.').first().waitFor();
    expect(portal.assistant.sent).toEqual([{ id: 'm2', comment: 'Het is een kleine hond.' }]);
    expect(await page.getByRole('link', { name: 'Vraag het HR' }).count()).toBe(0);
  });

  it('keeps a thumb, asks why it is down, and copies answer and source', async () => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, 'Hoeveel vakantiedagen heb ik?');
    const up = page.getByRole('button', { name: 'Dit helpt mij', exact: true });
    const down = page.getByRole('button', { name: 'Dit helpt mij niet' });
    await up.click();
    await page.getByText('Dank je, dat is bewaard.').first().waitFor();
    expect(portal.assistant.conversation({} as never, 'c1')[0]?.rating).toBe('up');
    await down.click();
    await page.getByLabel('Het is verouderd').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Verstuur' }).click();
    await expect.poll(() => portal.assistant.conversation({} as never, 'c1')[0]?.rating).toBe('down');
    expect(await up.getAttribute('aria-pressed')).toBe('false');
    expect(await down.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Kopieer' }).click();
    await page.getByText('Gekopieerd').first().waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(guideQuote);
    expect(copied).toContain('/documenten/d-gids?page=2');
  });
});

describe('what goes wrong', () => {
  it.each([
    ['Nu is het druk', 'Even rustig aan. Probeer het over 7 seconden opnieuw.'],
    ['Nu is het kapot', 'Er ging iets mis bij ons.'],
  ])('says so in place and keeps the text: %s', async (question, said) => {
    const { page } = seen;
    await enter(page, 'Sanne');
    await ask(page, question);
    await page.getByRole('alert').filter({ hasText: said }).waitFor();
    expect(await page.getByLabel('Je vraag').inputValue()).toBe(question);
  });

  it('keeps the text without a connection, and asks it when there is one again', async () => {
    const { page, context } = seen;
    await enter(page, 'Sanne');
    await page.locator('.scripted').waitFor();
    await context.setOffline(true);
    await ask(page, 'Hoeveel vakantiedagen heb ik?');
    await page.getByRole('alert').filter({ hasText: 'Er is geen verbinding' }).waitFor();
    await context.setOffline(false);
    await page.keyboard.press('Enter');
    await page.getByText(guideQuote).waitFor();
  });

  it('keeps the text when the session is gone, over the sign-in and back', async () => {
    const { page, context } = seen;
    await enter(page, 'Sanne');
    await page.locator('.scripted').waitFor();
    await context.clearCookies();
    await ask(page, 'Hoeveel vakantiedagen heb ik?');
    await page.getByRole('alert').filter({ hasText: 'Je sessie is verlopen' }).waitFor();
    await page.getByRole('link', { name: 'Opnieuw aanmelden' }).click();
    await page.getByRole('button', { name: 'Sanne' }).click();
    await expect.poll(() => page.getByLabel('Je vraag').inputValue()).toBe('Hoeveel vakantiedagen heb ik?');
  });
});

describe('text from documents', () => {
  it('stays text: no element, no script, no request to another origin', async () => {
    const { page, complaints, elsewhere } = seen;
    await enter(page, 'Sanne');
    await ask(page, '<img src=x onerror=alert(1)> opmaak');
    await page.getByRole('link', { name: /^Bron 1/ }).click();
    await page.locator('#source-panel mark').waitFor();
    expect(await page.locator('#source-panel mark').textContent()).toContain(
      '<script>document.title="gekaapt"</script>',
    );
    expect(await page.locator('main img, main script, dialog img, dialog script').count()).toBe(0);
    expect(await page.title()).toBe('Assistent | Vraagbaak');
    expect(await page.locator('.bubble').textContent()).toBe('<img src=x onerror=alert(1)> opmaak');
    await page.goto('/documenten/d-notitie?passage=p-notitie&quote=%3Cscript%3Ealert(1)%3C/script%3E');
    await page.getByText('Gewone tekst na de opmaak.').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});

describe('without a mouse', () => {
  it('goes from sign-in to the marked source and back', async () => {
    const { page } = seen;
    await page.goto('/aanmelden');
    const focusOn = async (name: RegExp): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        const text = await page.evaluate(() => {
          const focused = document.activeElement;
          return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
        });
        if (name.test(text)) return;
      }
      throw new Error(`Tab never reached ${name}`);
    };
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await focusOn(/Sanne Vermeulen/);
    await page.keyboard.press('Enter');
    await page.locator('.scripted').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Hoeveel vakantiedagen heb ik?');
    await page.keyboard.press('Enter');
    await page.getByText(guideQuote).waitFor();
    await page.getByRole('heading', { name: 'Assistent' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await focusOnBackwards(/^Bron 1/);
    await page.keyboard.press('Enter');
    await page.locator('#source-panel[data-marked="text"]').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Sluiten');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Bron 1/);

    async function focusOnBackwards(name: RegExp): Promise<void> {
      for (let i = 0; i < 20; i++) {
        const label = await page.evaluate(() => document.activeElement?.textContent ?? '');
        if (name.test(label)) return;
        await page.keyboard.press('Shift+Tab');
      }
      throw new Error(`Shift+Tab never reached ${name}`);
    }
  });
});

describe('without scripts', () => {
  it('answers a form with a page, follows up, and brings a question to HR', async () => {
    const plain = await visit(browser, server.url, { javaScriptEnabled: false });
    const { page } = plain;
    await enter(page, 'Sanne');
    await page.getByLabel('Je vraag').fill('Hoeveel vakantiedagen heb ik?');
    await page.getByRole('button', { name: 'Verstuur' }).click();
    await page.getByText(guideQuote).waitFor();
    await page.getByLabel('Je vraag').fill('En hondenbeleid?');
    await page.getByRole('button', { name: 'Verstuur' }).click();
    await page.getByText('Niet gevonden in je documenten').waitFor();
    expect(await page.locator('.turn').count()).toBe(2);
    expect(await page.getByRole('button', { name: 'Kopieer' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Vraag het HR' }).last().click();
    await page.getByText('En hondenbeleid?').waitFor();
    expect(portal.assistant.sent).toEqual([]);
    await page.getByRole('button', { name: 'Verstuur naar HR' }).click();
    await page.getByText('Verstuurd naar HR.').waitFor();
    expect(portal.assistant.sent).toHaveLength(1);
    await page.getByRole('link', { name: 'Terug naar de Assistent' }).click();
    await page.getByRole('link', { name: /^Bron 1/ }).click();
    await page.locator('mark').filter({ hasText: guideQuote }).waitFor({ state: 'attached' });
    await plain.context.close();
  });
});
