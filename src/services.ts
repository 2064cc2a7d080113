import type { Accounts, Members } from './accounts/model.ts';
import type { AskAs } from './ask-as/model.ts';
import type { Assistant, CuratedAnswers, OwnWordList } from './assistant/service.ts';
import type { Cards } from './cards/model.ts';
import type { Care } from './care/model.ts';
import type { Contracts, Signing } from './contracts/service.ts';
import type { Coverage } from './coverage/model.ts';
import type { Declarations } from './declarations/model.ts';
import type { Documents } from './employer/model.ts';
import type { Insights } from './insights/model.ts';
import type { Mutations } from './mutations/service.ts';
import type { MailDesk, Postman } from './notifications/model.ts';
import type { Pay } from './pay/model.ts';
import type { PayrollRuns } from './payroll-runs/service.ts';
import type { Personnel } from './personnel/model.ts';
import type { Regression } from './regression/model.ts';
import type { Workflows } from './workflow/service.ts';

/** What api/ and portal/ call; built once from Deps by createServices in app.ts, or by a test from fakes. */
export interface Services {
  accounts: Accounts;
  askAs: AskAs;
  assistant: Assistant;
  cards: Cards;
  care: Care;
  contracts: Contracts;
  coverage: Coverage;
  curated: CuratedAnswers;
  insights: Insights;
  mailDesk: MailDesk;
  members: Members;
  mutations: Mutations;
  postman: Postman;
  signing: Signing;
  documents: Documents;
  declarations: Declarations;
  pay: Pay;
  personnel: Personnel;
  regression: Regression;
  ownWords: OwnWordList;
  workflows: Workflows;
  payrollRuns: PayrollRuns;
}
