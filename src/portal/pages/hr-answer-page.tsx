import type { CuratedView, Place } from '../../assistant/model.ts';
import type { UnansweredGroup } from '../../assistant/service.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import type { PageData } from '../page-data.ts';
import { count } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { answerUrl } from './done-note.tsx';
import { type AnswerFaults, type AnswerFields, AnswerForm } from './hr-answer-form.tsx';
import { Named } from './named-askers.tsx';

interface HrAnswerProps {
  view: SignedInView;
  data: PageData;
  openQuestions: number | undefined;
  /** Answers a group that stands open, or changes an answer that was given. */
  about:
    | { group: UnansweredGroup; similar: readonly CuratedView[] }
    | { answer: CuratedView; revision: number };
  fields: AnswerFields;
  faults: AnswerFaults;
  places: readonly Place[];
}

export function groupAnswerUrl(groupId: string): string {
  return `/hr/vragen/${encodeURIComponent(groupId)}/antwoord`;
}

/** Can the source stay as it is? One that says something else now has to be chosen anew. */
export function isKeepable({ source, sourceState }: CuratedView): boolean {
  return source !== null && sourceState !== 'changed' && sourceState !== 'removed';
}

/** HR answers a group of questions, or changes what was answered. */
export function HrAnswerPage({ view, data, openQuestions, about, ...form }: HrAnswerProps) {
  const t = view.t.hrAnswerForm;
  const isNew = 'group' in about;
  const back = isNew ? '/hr/vragen' : '/hr/antwoorden';
  return (
    <Page
      view={view}
      title={isNew ? t.title : t.editTitle}
      active="/hr/vragen"
      openQuestions={openQuestions}
      scripts={['hr-answer.js']}
      data={data}
    >
      <div class="column">
        <p>
          <a class="back" href={back}>
            <Icon name="left" />
            {isNew ? t.back : t.backToAnswers}
          </a>
        </p>
        <h1>{isNew ? t.title : t.editTitle}</h1>
        {isNew && <AskedGroup view={view} group={about.group} />}
        {isNew && about.similar.length > 0 && (
          <Similar view={view} groupId={about.group.id} answers={about.similar} />
        )}
        <AnswerForm
          view={view}
          {...form}
          back={back}
          action={isNew ? groupAnswerUrl(about.group.id) : answerUrl(about.answer.id)}
          revision={isNew ? null : about.revision}
          keepable={!isNew && isKeepable(about.answer)}
        />
      </div>
    </Page>
  );
}

/** What people asked, in their own words; names only of those who let HR know. */
function AskedGroup({ view, group }: { view: SignedInView; group: UnansweredGroup }) {
  const t = view.t.hrQuestions;
  return (
    <section class="panel stack">
      <h2>{group.question}</h2>
      <p class="facts">
        <span class="tag">
          {`${count(t.asked, group.count, view.language)} ${count(t.people, group.people, view.language)}`}
          {group.onCall !== null && group.onCall > 0 && `, ${count(t.onCall, group.onCall, view.language)}`}
        </span>
      </p>
      <Named view={view} group={group} />
      {group.wordings.length > 1 && (
        <details>
          <summary>{count(t.wordings, group.wordings.length, view.language)}</summary>
          <ul class="wordings">
            {group.wordings.map((wording) => (
              <li>{wording}</li>
            ))}
          </ul>
        </details>
      )}
      {group.comments.length > 0 && (
        <div class="comments">
          <p class="label">{t.comments}</p>
          <ul>
            {group.comments.map((comment) => (
              <li>{comment}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface SimilarProps {
  view: SignedInView;
  groupId: string;
  answers: readonly CuratedView[];
}

/** One answer closes many questions: what HR said before can stand here as well. */
function Similar({ view, groupId, answers }: SimilarProps) {
  const t = view.t.hrAnswerForm;
  return (
    <section class="panel stack">
      <h2>{t.similar}</h2>
      {answers.map((answer) => (
        <div class="similar stack">
          <p class="label">{answer.question}</p>
          <p class="plain">{answer.kind === 'text' ? answer.answer : (answer.place?.text ?? '')}</p>
          <form method="post" action={`${groupAnswerUrl(groupId)}/zelfde`}>
            <button type="submit" class="button" name="curatedId" value={answer.id}>
              {t.sameAnswer}
              <span class="hidden-text">{`: ${answer.question}`}</span>
            </button>
          </form>
        </div>
      ))}
    </section>
  );
}
