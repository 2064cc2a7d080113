import type { Context, Hono } from 'hono';
import { keepers } from '../api/document-routes.ts';
import { type AppEnv, actorOf } from '../api/env.ts';
import { guard } from '../api/guard.ts';
import { originOf } from '../api/member-routes.ts';
import { readUpload } from '../api/upload.ts';
import { contractQuerySchema, sendInputSchema, type Verification } from '../contracts/model.ts';
import { addMonths } from '../kernel/calendar.ts';
import { today } from '../kernel/dates.ts';
import { contractFormPages } from './contract-form-pages.tsx';
import { contractTemplatePages } from './contract-template-pages.tsx';
import type { PortalServices } from './model.ts';
import { ContractPage } from './pages/contract-page.tsx';
import { ContractVerifyPage } from './pages/contract-verify-page.tsx';
import { CONTRACT_VERIFY, CONTRACTS, ContractsPage, contractUrl } from './pages/contracts-page.tsx';
import { faultOf, formFields, openQuestions, respond } from './respond.tsx';
import { signedInView, viewOf } from './view.ts';

/** What a page can say was just done; the word in the address chooses it. */
const said = ['removed', 'sent', 'resent', 'withdrawn', 'readersSaved'] as const;

/** HR's contracts: list, one contract with what can be done, check of a file. */
export function contractPages(portal: Hono<AppEnv>, services: PortalServices): void {
  contractTemplatePages(portal, services);
  contractFormPages(portal, services);
  verifyPages(portal, services);
  const { contracts } = services;
  portal.get(CONTRACTS, guard({ roles: keepers }), (c) => {
    const actor = actorOf(c);
    const asked = { search: c.req.query('zoek'), show: c.req.query('toon'), page: c.req.query('pagina') };
    const query = contractQuerySchema.safeParse(asked).data ?? contractQuerySchema.parse({});
    return respond(
      c,
      <ContractsPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actor)}
        query={query}
        {...contracts.list(actor, query)}
        done={doneText(c, services)}
      />,
    );
  });
  portal.get(`${CONTRACTS}/:contractId`, guard({ roles: keepers }), (c) => page(c, services, null));
  contractActions(portal, services);
}

function doneText(c: Context<AppEnv>, services: PortalServices): string | null {
  const word = said.find((known) => known === c.req.query('net'));
  return word === undefined ? null : viewOf(c, services).t.contracts[word];
}

function page(c: Context<AppEnv>, services: PortalServices, failure: string | null) {
  const actor = actorOf(c);
  const day = today(services.clock);
  return respond(
    c,
    <ContractPage
      view={signedInView(c, services)}
      openQuestions={openQuestions(services, actor)}
      contract={services.contracts.get(actor, c.req.param('contractId') ?? '')}
      today={day}
      usualExpiry={addMonths(day, 3)}
      done={doneText(c, services)}
      failure={failure}
    />,
    failure === null ? 200 : 400,
  );
}

function contractActions(portal: Hono<AppEnv>, services: PortalServices): void {
  const { contracts, postman } = services;
  const keeper = guard({ roles: keepers });
  /** Does it and shows the contract again: with a word on what was done, or with why not. */
  const act = (
    path: string,
    word: (typeof said)[number],
    work: (c: Context<AppEnv>, id: string, field: (name: string) => string) => unknown,
  ) =>
    portal.post(`${CONTRACTS}/:contractId/${path}`, keeper, async (c) => {
      const id = c.req.param('contractId') ?? '';
      try {
        await work(c, id, await formFields(c));
      } catch (thrown) {
        return page(c, services, faultOf(c, thrown));
      }
      void postman.deliver();
      const back = word === 'removed' ? CONTRACTS : contractUrl(id);
      return c.redirect(`${back}?net=${word}`, 303);
    });
  act('versturen', 'sent', (c, id, field) => {
    const input = sendInputSchema.parse({
      revision: Number(field('revision')),
      expiresOn: field('expiresOn') || undefined,
    });
    return contracts.send(actorOf(c), id, input, originOf(c, services.publicOrigin));
  });
  act('link', 'resent', (c, id, field) => contracts.resend(actorOf(c), id, field('signer')));
  act('intrekken', 'withdrawn', (c, id, field) => contracts.withdraw(actorOf(c), id, field('reason')));
  act('verwijderen', 'removed', (c, id) => contracts.remove(actorOf(c), id));
  act('lezers', 'readersSaved', (c, id, field) => {
    const ticked = (name: string) => field(name) === '1';
    return contracts.setReaders(actorOf(c), id, {
      employee: ticked('employee'),
      employer: ticked('employer'),
      provider: ticked('provider'),
    });
  });
}

function verifyPages(portal: Hono<AppEnv>, services: PortalServices): void {
  const keeper = guard({ roles: keepers });
  const show = (c: Context<AppEnv>, result: Verification | null, failure: string | null) =>
    respond(
      c,
      <ContractVerifyPage
        view={signedInView(c, services)}
        openQuestions={openQuestions(services, actorOf(c))}
        result={result}
        failure={failure}
      />,
      failure === null ? 200 : 400,
    );
  portal.get(CONTRACT_VERIFY, keeper, (c) => show(c, null, null));
  portal.post(CONTRACT_VERIFY, keeper, async (c) => {
    try {
      const { file } = await readUpload(c);
      if (file.bytes.length === 0) return show(c, null, viewOf(c, services).t.contracts.verifyMissing);
      return show(c, await services.contracts.verify(actorOf(c), file.bytes), null);
    } catch (thrown) {
      return show(c, null, faultOf(c, thrown));
    }
  });
}
