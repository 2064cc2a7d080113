import { colleaguesOf } from '../../../src/accounts/administration.ts';
import type { AppDeps } from '../../../src/app.ts';
import { today } from '../../../src/kernel/dates.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { inTransaction } from '../../../src/store/in-transaction.ts';
import type { OutcomeFact, StartInput, StepFact } from '../../../src/workflow/service.ts';
import { createWorkflows } from '../../../src/workflow/workflows.ts';
import { seeds } from '../../workflow/house.ts';

/** Real workflows at Klaverveld about samples that exist only here. Joris leads the one department. */
export function sampleWorkflows(deps: AppDeps) {
  const people = () => colleaguesOf(deps.directory, 'klaverveld', today(deps.clock));
  const idOf = (name: string) => people().find((one) => one.name.startsWith(name))?.personId ?? '';
  const heard: { steps: StepFact[]; outcomes: OutcomeFact[] } = { steps: [], outcomes: [] };
  const workflows = createWorkflows({
    ...deps,
    origin: null,
    seeds,
    colleagues: (employerId) => colleaguesOf(deps.directory, employerId, today(deps.clock)),
    departments: () => ({ managerOf: () => idOf('Joris'), departmentOf: () => 'noord' }),
    handlers: {
      sample: {
        onStep(_tx, fact) {
          if (fact.subjectId === 'dicht') throw new AppError('conflict');
          heard.steps.push(fact);
        },
        onOutcome: (_tx, fact) => void heard.outcomes.push(fact),
        describe: (_db, subjectId, _reader, language) => ({
          title: `Monster ${subjectId}`,
          lines: [
            { label: language === 'nl' ? 'Gewicht' : 'Weight', value: '42 kg' },
            { label: language === 'nl' ? 'Toelichting' : 'Comment', value: 'Ligt in <b>kast</b> 3' },
          ],
          rule: { text: 'Hooguit 50 kg per keer.', source: 'Monsterregeling, artikel 2' },
          link: '/documenten',
          fields: [
            {
              action: 'process',
              name: 'bak',
              label: language === 'nl' ? 'In welke bak' : 'Into which box',
              value: 'b2',
              options: [
                { value: 'b1', label: 'Bak 1' },
                { value: 'b2', label: 'Bak 2' },
              ],
            },
          ],
        }),
      },
    },
  });
  const start = (trigger: string, id: string, title: string, who = 'Sanne'): string => {
    const input: StartInput = {
      trigger,
      subject: { kind: 'sample', id, title, personId: idOf(who) },
      initiatedBy: idOf(who),
    };
    return inTransaction(deps.employers.open('klaverveld'), (tx) =>
      workflows.start(tx, input, deps.clock.now()),
    ).workflowId;
  };
  return { workflows, heard, idOf, start };
}
