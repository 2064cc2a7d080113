import type { Accounts, Members } from './accounts/model.ts';
import type { Assistant, CuratedAnswers, OwnWordList } from './assistant/service.ts';
import type { Coverage } from './coverage/model.ts';
import type { Documents } from './employer/model.ts';
import type { Insights } from './insights/model.ts';
import type { Postman } from './notifications/model.ts';
import type { PayrollRuns } from './payroll-runs/service.ts';

/** What api/ and portal/ call; built once from Deps by createServices in app.ts, or by a test from fakes. */
export interface Services {
  accounts: Accounts;
  assistant: Assistant;
  coverage: Coverage;
  curated: CuratedAnswers;
  insights: Insights;
  members: Members;
  postman: Postman;
  documents: Documents;
  ownWords: OwnWordList;
  payrollRuns: PayrollRuns;
}
