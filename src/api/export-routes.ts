import type { Context } from 'hono';
import { z } from 'zod';
import type { Role } from '../kernel/actor.ts';
import type { Clock } from '../kernel/dates.ts';
import { today } from '../kernel/dates.ts';
import type { Services } from '../services.ts';
import { askers } from './chat-routes.ts';
import { csvResponse } from './csv-response.ts';
import { type Api, defineRoute, employerParams } from './define-route.ts';
import { keepers } from './document-routes.ts';
import { type AppEnv, actorOf } from './env.ts';
import {
  answerList,
  groupList,
  listCsv,
  listQuerySchema,
  memberList,
  questionList,
  wordList,
} from './lists.ts';

const path = '/api/employers/{employerId}/exports';

function exportRoute<Name extends string>(name: Name, roles: readonly Role[], summary: string) {
  return defineRoute(
    { roles },
    {
      method: 'get',
      path: `${path}/${name}` as const,
      tags: ['Lijsten als CSV'],
      summary,
      description: 'Met dezelfde zoekwoorden, filters en volgorde als op het scherm; alle bladzijden.',
      request: { params: employerParams, query: listQuerySchema },
      responses: { 200: { description: 'Een CSV-bestand', content: { 'text/csv': { schema: z.string() } } } },
    },
  );
}

const unanswered = exportRoute('unanswered', keepers, 'Vragen aan HR');
const curated = exportRoute('curated', keepers, 'Antwoorden van HR');
const ownWords = exportRoute('own-words', keepers, 'Eigen woorden');
const members = exportRoute('members', keepers, 'Medewerkers');
const mine = exportRoute('my-questions', askers, 'Eigen vragen');

/** The lists of the portal as files. */
export function exportRoutes(api: Api, services: Services, clock: Clock): void {
  const file = (c: Context<AppEnv>, name: string, csv: string) =>
    csvResponse(c, `vraagbaak-${name}-${today(clock)}`, csv);
  api.openapi(unanswered, (c) => {
    const query = c.req.valid('query');
    return file(c, 'vragen', listCsv(groupList, services.assistant.unanswered(actorOf(c)), query));
  });
  api.openapi(curated, (c) => {
    const query = c.req.valid('query');
    return file(c, 'antwoorden', listCsv(answerList, services.curated.list(actorOf(c)), query));
  });
  api.openapi(ownWords, (c) => {
    const query = c.req.valid('query');
    return file(c, 'woorden', listCsv(wordList, services.ownWords.list(actorOf(c)), query));
  });
  api.openapi(members, (c) => {
    const query = c.req.valid('query');
    return file(c, 'medewerkers', listCsv(memberList, services.members.list(actorOf(c)).members, query));
  });
  api.openapi(mine, (c) => {
    const query = c.req.valid('query');
    return file(c, 'mijn-vragen', listCsv(questionList, services.curated.mine(actorOf(c)), query));
  });
}
