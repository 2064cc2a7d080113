import type { CuratedView } from '../../assistant/model.ts';
import type { UnansweredGroup } from '../../assistant/service.ts';
import { Page } from '../layout.tsx';
import { ListFoot, ListForm, type ShownList } from '../list-tools.tsx';
import type { PageData } from '../page-data.ts';
import { NearLink } from '../reply-view.tsx';
import { count, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { DoneNote } from './done-note.tsx';
import { type HrCounts, HrTabs } from './hr-tabs.tsx';
import { Named } from './named-askers.tsx';

interface HrQuestionsProps {
  view: SignedInView;
  data: PageData;
  status: 'open' | 'dismissed';
  list: ShownList<UnansweredGroup>;
  /** A group that was just moved, for a browser without scripts. */
  moved: UnansweredGroup | null;
  counts: HrCounts;
  /** An answer that was just given, with the way back. */
  done: CuratedView | null;
}

/** HR's list of what the documents did not answer. */
export function HrQuestionsPage({ view, data, status, list, counts, done, moved }: HrQuestionsProps) {
  const t = view.t.hrQuestions;
  const { groups } = view.t.lists;
  const kept: Record<string, string> = status === 'open' ? {} : { status };
  return (
    <Page
      view={view}
      title={t.title}
      active="/hr/vragen"
      openQuestions={counts.open}
      scripts={['hr-questions.js']}
      data={data}
    >
      <div class="column">
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        <HrTabs view={view} counts={counts} active={status} />
        {done && <DoneNote view={view} answer={done} />}
        {moved && <Moved view={view} group={moved} />}
        <p id="status" role="status" class="hidden-text" />
        {list.empty && <p class="panel">{status === 'open' ? t.none : t.noneDismissed}</p>}
        <ListForm
          view={view}
          action="/hr/vragen"
          list={list}
          filters={[
            ['sent', groups.filters.sent],
            ['many', groups.filters.many],
          ]}
          sorts={[
            ['most', groups.sorts.most],
            ['latest', groups.sorts.latest],
            ['oldest', groups.sorts.oldest],
            ['text', groups.sorts.text],
          ]}
          file="unanswered"
          kept={kept}
        />
        <ul class="cards">
          {list.rows.map((group) => (
            <li class="panel card group" data-group={group.id}>
              <Group view={view} group={group} />
            </li>
          ))}
        </ul>
        <ListFoot view={view} action="/hr/vragen" list={list} kept={kept} />
      </div>
    </Page>
  );
}

/** A question that was just moved, with the way back. */
function Moved({ view, group }: { view: SignedInView; group: UnansweredGroup }) {
  const t = view.t.hrQuestions;
  const back = group.status === 'dismissed' ? 'open' : 'dismissed';
  return (
    <div class="message good done-note" role="status">
      <span>{`${group.status === 'dismissed' ? t.didDismiss : t.didReopen} ${group.question}`}</span>
      <form method="post" action={`/hr/vragen/${encodeURIComponent(group.id)}`}>
        <button type="submit" class="button" name="status" value={back}>
          {view.t.common.undo}
        </button>
      </form>
    </div>
  );
}

function Group({ view, group }: { view: SignedInView; group: UnansweredGroup }) {
  const t = view.t.hrQuestions;
  const { language } = view;
  return (
    <>
      <GroupHead view={view} group={group} />
      <p class="facts">
        <span class="tag">
          {`${count(t.asked, group.count, language)} ${count(t.people, group.people, language)}`}
          {group.onCall !== null && group.onCall > 0 && `, ${count(t.onCall, group.onCall, language)}`}
        </span>
        {group.sentToHr > 0 && <span class="tag tag-strong">{count(t.sent, group.sentToHr, language)}</span>}
        <span>{fill(t.lastAsked, { date: dayOf(group.lastAskedAt, language) })}</span>
      </p>
      <Named view={view} group={group} />
      {group.wordings.length > 1 && (
        <details>
          <summary>{count(t.wordings, group.wordings.length, language)}</summary>
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
      {group.nearMisses.length > 0 ? (
        <div class="near">
          <p class="label">{t.near}</p>
          <ul>
            {group.nearMisses.map((place) => (
              <li>
                <NearLink place={place} pageText={view.t.common.page} />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p class="note">{t.noNear}</p>
      )}
    </>
  );
}

function GroupHead({ view, group }: { view: SignedInView; group: UnansweredGroup }) {
  const t = view.t.hrQuestions;
  const to = group.status === 'open' ? 'dismissed' : 'open';
  return (
    <div class="group-head">
      <h2>{group.question}</h2>
      <div class="row">
        <a class="button primary" href={`/hr/vragen/${encodeURIComponent(group.id)}/antwoord`}>
          {view.t.hrAnswerForm.answer}
          <span class="hidden-text">{`: ${group.question}`}</span>
        </a>
        <form method="post" action={`/hr/vragen/${encodeURIComponent(group.id)}`} data-status={to}>
          <button type="submit" class="button" name="status" value={to}>
            {to === 'dismissed' ? t.dismiss : t.reopen}
          </button>
        </form>
      </div>
    </div>
  );
}
