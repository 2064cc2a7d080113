import type { PastAnswer, StandingState } from '../../assistant/model.ts';
import { placeUrl } from '../answer-blocks.ts';
import { Icon } from '../icons.tsx';
import { Page } from '../layout.tsx';
import { PrintHead } from '../print-head.tsx';
import { dayOf, fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

const tone: Record<StandingState, string> = {
  holds: 'message good',
  changed: 'message bad',
  removed: 'message bad',
  none: 'panel',
};

/** One earlier answer with what has become of what it rests on: an address that can be kept. */
export function StandingPage({ view, past }: { view: SignedInView; past: PastAnswer }) {
  const t = view.t.standing;
  const { standing } = past;
  const title = fill(t.title, { date: dayOf(past.askedAt, view.language) });
  return (
    <Page view={view} title={title} active="/">
      <div class="column">
        <p>
          <a class="back" href={`/?gesprek=${encodeURIComponent(past.conversationId)}`}>
            <Icon name="left" />
            {t.back}
          </a>
        </p>
        <h1>{title}</h1>
        <PrintHead view={view} />
        <p class="lead">{t.lead}</p>
        <p class={tone[standing.state]} role="status">
          {t.states[standing.state]}
        </p>
        <section class="panel stack">
          <h2>{t.question}</h2>
          <p>{past.question}</p>
          <h2>{t.answer}</h2>
          <p class="plain">{past.answer}</p>
          {standing.quotes.length > 0 && (
            <ul>
              {standing.quotes.map(({ citation, state, now }) => (
                <li>
                  {now === null ? (
                    `${citation.title}, ${citation.heading}`
                  ) : (
                    <a href={placeUrl(now)}>{`${citation.title}, ${citation.heading}`}</a>
                  )}
                  {`: ${t.quote[state]}`}
                  <blockquote class="standing-quote" lang="nl">
                    {`${citation.quote} (${fill(view.t.common.pageLong, { page: citation.page })})`}
                  </blockquote>
                </li>
              ))}
            </ul>
          )}
          <form method="post" action="/" class="row">
            <input type="hidden" name="message" value={past.question} />
            <button type="submit" class="button primary">
              {t.again}
            </button>
          </form>
        </section>
      </div>
    </Page>
  );
}
