import { createApi } from './api.ts';
import { announceScript, byId, readPageData } from './page.ts';
import { openSource } from './source-view.tsx';

const viewer = byId('viewer');
const { document: documentId = '', title = '', page, passage = '', quote = '', file, still } = viewer.dataset;
announceScript();
openSource(createApi(readPageData()), viewer, {
  documentId,
  title,
  page: Number(page ?? 1),
  passageId: passage,
  quote,
  isPdf: true,
  ownPage: null,
  ...(file === undefined ? {} : { file }),
  still: still !== undefined,
});
