import type { DeclarationOptions, DeclarationSummary } from '../../declarations/model.ts';
import type { DeclarationForm } from '../../pay/model.ts';
import { declarationForms } from '../../store/pay-schema.ts';
import { Icon, type IconName } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { dayOf } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';
import { spanText, statusTag, sumText } from './declaration-texts.ts';

export const DECLARE = '/declareren';
export const DECLARATIONS = '/declaraties';

/** Address of the form of each kind. */
export const formPaths: Record<DeclarationForm, string> = {
  trip: `${DECLARE}/kilometers`,
  fuel: `${DECLARE}/brandstof`,
  home: `${DECLARE}/thuiswerken`,
  worked: `${DECLARE}/uren`,
};

const icons: Record<DeclarationForm, IconName> = {
  trip: 'send',
  fuel: 'file',
  home: 'folder',
  worked: 'chart',
};

interface Props {
  view: SignedInView;
  openQuestions: number | undefined;
  options: DeclarationOptions;
  mine: readonly DeclarationSummary[];
  done: string | null;
}

/** What somebody can hand in, and what they handed in. */
export function DeclarationsPage({ view, openQuestions, options, mine, done }: Props) {
  const t = view.t.declarations;
  const kinds = declarationForms.filter((form) =>
    options.set?.components.some((component) => component.form === form),
  );
  const nothing = view.session.actor.hasLeft ? t.nothingLeft : t.nothing;
  return (
    <Page view={view} title={t.title} active={DECLARE} openQuestions={openQuestions}>
      <div class="column">
        <h1>{t.title}</h1>
        {done !== null && (
          <p class="message good" role="status">
            {done}
          </p>
        )}
        {kinds.length === 0 ? (
          <p class="panel">{nothing}</p>
        ) : (
          <>
            <p class="lead">{t.lead}</p>
            <ul class="choices">
              {kinds.map((form) => (
                <li>
                  <a class="panel choice" href={formPaths[form]}>
                    <Icon name={icons[form]} />
                    <span>
                      <strong>{t.kinds[form].title}</strong>
                      <span class="note">{t.kinds[form].lead}</span>
                    </span>
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        <h2>{t.mine}</h2>
        {mine.length === 0 && <p class="panel">{t.none}</p>}
        <ul class="cards">
          {mine.map((declaration) => (
            <DeclarationCard view={view} declaration={declaration} />
          ))}
        </ul>
      </div>
    </Page>
  );
}

function DeclarationCard({ view, declaration }: { view: SignedInView; declaration: DeclarationSummary }) {
  const t = view.t.declarations;
  const { id, form, status, fromDate, toDate, submittedAt, createdAt, reason } = declaration;
  const explained = status === 'returned' || status === 'rejected' || status === 'unprocessable';
  return (
    <li class="panel card">
      <p class="card-head">
        <a href={`${DECLARATIONS}/${encodeURIComponent(id)}`}>
          <strong>{t.kinds[form].title}</strong>
          {`, ${spanText(view, fromDate, toDate)}`}
        </a>
        <span class={statusTag(status)}>{t.status[status]}</span>
      </p>
      <p class="facts">
        <span>{sumText(view, declaration)}</span>
        <span>{dayOf(submittedAt ?? createdAt, view.language)}</span>
      </p>
      {explained && reason !== null && <p class="note">{`${t.view.reason}: ${reason}`}</p>}
    </li>
  );
}
