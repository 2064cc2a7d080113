import { type Invitation, type InvitationInput, invitableRoles, type Member } from '../../accounts/model.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { ListFoot, ListForm, type ShownList } from '../list-tools.tsx';
import { count, dateText, dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** Address of the page. */
export const MEMBERS = '/hr/medewerkers';

export interface MembersProps {
  view: SignedInView;
  openQuestions: number | undefined;
  list: ShownList<Member>;
  invitations: readonly Invitation[];
  /** What stands in the form of a new invitation, with what is wrong. */
  form: { values: Partial<InvitationInput>; fault: string | null };
  /** What was just done. */
  done: string | null;
  /** A change that was just made, to take back. */
  changed: ChangedMember | null;
}

/** Somebody as they were before the change. */
export type ChangedMember = Pick<Member, 'personId' | 'role' | 'isOnCall' | 'leftOn'>;

function TakeBack({ view, changed }: { view: SignedInView; changed: ChangedMember }) {
  return (
    <form method="post" action={`${MEMBERS}/${encodeURIComponent(changed.personId)}`}>
      <input type="hidden" name="role" value={changed.role} />
      <input type="hidden" name="leftOn" value={changed.leftOn ?? ''} />
      {changed.isOnCall && <input type="hidden" name="isOnCall" value="1" />}
      <button type="submit" class="button">
        {view.t.common.undo}
      </button>
    </form>
  );
}

/** Who can sign in at this employer, and who is invited. Works without scripts. */
export function MembersPage(props: MembersProps) {
  const { view, list, done, changed } = props;
  const t = view.t.people;
  const { members } = view.t.lists;
  return (
    <Page view={view} title={t.title} active="/hr/documenten" openQuestions={props.openQuestions}>
      <div class="column">
        <p>
          <a class="back" href="/hr/documenten">
            <Icon name="left" />
            {view.t.coverage.back}
          </a>
        </p>
        <h1>{t.title}</h1>
        <p class="lead">{t.lead}</p>
        {done !== null && (
          <div class="message good done-note" role="status">
            <span>{done}</span>
            {changed && <TakeBack view={view} changed={changed} />}
          </div>
        )}
        <InviteForm {...props} />
        <Invitations {...props} />
        <h2>{count(t.list, list.total, view.language)}</h2>
        <ListForm
          view={view}
          action={MEMBERS}
          list={list}
          filters={[
            ['employee', members.filters.employee],
            ['on_call', members.filters.on_call],
            ['manager', members.filters.manager],
            ['hr', members.filters.hr],
            ['provider', members.filters.provider],
            ['left', members.filters.left],
          ]}
          sorts={[
            ['text', members.sorts.text],
            ['seen', members.sorts.seen],
            ['never', members.sorts.never],
          ]}
          file="members"
        />
        <ul class="cards">
          {list.rows.map((member) => (
            <li class="panel card">
              <Person view={view} member={member} />
            </li>
          ))}
        </ul>
        <ListFoot view={view} action={MEMBERS} list={list} />
      </div>
    </Page>
  );
}

function InviteForm({ view, form: { values, fault } }: MembersProps) {
  const t = view.t.people;
  const offered = invitableRoles.filter(
    (role) => role !== 'provider' || view.session.actor.role === 'provider',
  );
  return (
    <form method="post" action={MEMBERS} class="panel stack">
      <h2>{t.invite}</h2>
      {fault !== null && (
        <p class="message bad" role="alert">
          {fault}
        </p>
      )}
      <div class="fields">
        <label class="field grow">
          <span>{t.name}</span>
          <input type="text" name="name" required maxlength={200} value={values.name} autocomplete="off" />
        </label>
        <label class="field grow">
          <span>{t.email}</span>
          <input type="email" name="email" required maxlength={254} value={values.email} autocomplete="off" />
        </label>
        <label class="field">
          <span>{t.role}</span>
          <select name="role">
            {offered.map((role) => (
              <option value={role} selected={role === values.role}>
                {view.t.roles[role]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label class="check">
        <input type="checkbox" name="isOnCall" value="1" checked={values.isOnCall} />
        <span>{t.isOnCall}</span>
      </label>
      <div class="row">
        <button type="submit" class="button primary">
          <Icon name="send" />
          {t.send}
        </button>
      </div>
    </form>
  );
}

function Invitations({ view, invitations }: MembersProps) {
  const t = view.t.people;
  const shown = invitations.filter(({ state }) => state === 'open' || state === 'expired');
  if (shown.length === 0) return null;
  return (
    <section class="panel stack">
      <h2>{t.invitations}</h2>
      <ul class="plain-list">
        {shown.map((invitation) => (
          <li>
            <p>
              <strong>{invitation.name}</strong>{' '}
              <span class="note">
                {`${invitation.email}, ${view.t.roles[invitation.role]}, ${fill(t.states[invitation.state], { date: dayOf(invitation.expiresAt, view.language) })}`}
              </span>
            </p>
            <form
              method="post"
              action={`${MEMBERS}/uitnodiging/${encodeURIComponent(invitation.id)}`}
              class="row"
            >
              <button type="submit" class="button" name="action" value="resend">
                {t.resend}
                <span class="hidden-text">{`: ${invitation.name}`}</span>
              </button>
              <button type="submit" class="button" name="action" value="withdraw">
                {t.withdraw}
                <span class="hidden-text">{`: ${invitation.name}`}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Person({ view, member }: { view: SignedInView; member: Member }) {
  const t = view.t.people;
  const { language } = view;
  const self = member.personId === view.session.actor.personId;
  return (
    <>
      <h3>{member.name}</h3>
      <p class="facts">
        <span class="tag">{view.t.roles[member.role]}</span>
        {member.isOnCall && <span class="tag">{t.isOnCall}</span>}
        {member.leftOn !== null && (
          <span class="tag">{fill(t.left, { date: dateText(member.leftOn, language) })}</span>
        )}
        {member.secondFactor && <span class="tag">{view.t.secondFactor.memberTag}</span>}
        {self && <span class="tag">{t.self}</span>}
        <span>
          {`${member.email}, ${member.lastSeenAt === null ? t.never : fill(t.lastSeen, { date: dayOf(member.lastSeenAt, language) })}`}
        </span>
      </p>
      {!self && (
        <details>
          <summary>
            {t.edit}
            <span class="hidden-text">{`: ${member.name}`}</span>
          </summary>
          <form method="post" action={`${MEMBERS}/${encodeURIComponent(member.personId)}`} class="stack">
            <input type="hidden" name="role" value={member.role} />
            {member.role === 'employee' && (
              <label class="check">
                <input type="checkbox" name="isOnCall" value="1" checked={member.isOnCall} />
                <span>{t.isOnCall}</span>
              </label>
            )}
            <label class="field">
              <span>{t.leftOn}</span>
              <input type="date" name="leftOn" value={member.leftOn ?? ''} />
              <span class="note">{t.leftNote}</span>
            </label>
            <div class="row">
              <button type="submit" class="button">
                {t.save}
              </button>
            </div>
          </form>
          {member.secondFactor && <ResetFactor view={view} member={member} />}
        </details>
      )}
    </>
  );
}

function ResetFactor({ view, member }: { view: SignedInView; member: Member }) {
  const t = view.t.secondFactor;
  return (
    <form
      method="post"
      action={`${MEMBERS}/${encodeURIComponent(member.personId)}/tweede-stap`}
      class="stack"
    >
      <p class="note">{t.resetNote}</p>
      <div class="row">
        <button type="submit" class="button">
          {t.reset}
          <span class="hidden-text">{`: ${member.name}`}</span>
        </button>
      </div>
    </form>
  );
}
