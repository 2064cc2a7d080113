import type { Child } from 'hono/jsx';
import type { Card } from '../cards/model.ts';
import { Icon } from './icons.tsx';
import type { SignedInView } from './view.ts';

interface FirstCardsProps {
  view: SignedInView;
  cards: readonly Card[];
  /** Key of the card that was just put away; null for none. */
  gone: string | null;
}

/** What people ask at this time of the year or after what just happened, before they ask. Works without scripts. */
export function FirstCards({ view, cards, gone }: FirstCardsProps) {
  const t = view.t.cards;
  return (
    <div class="first-cards">
      {gone !== null && (
        <div class="message good done-note" role="status">
          <span>{t.gone}</span>
          <CardForm cardKey={gone}>
            <button type="submit" class="button" name="action" value="restore">
              {view.t.common.undo}
            </button>
          </CardForm>
        </div>
      )}
      {cards.map((card) => (
        <FirstCard view={view} card={card} />
      ))}
    </div>
  );
}

function FirstCard({ view, card }: { view: SignedInView; card: Card }) {
  const t = view.t.cards;
  const id = `kaart-${card.key.replace(/[^\w-]/g, '-')}`;
  return (
    <section class="first-card" aria-labelledby={id}>
      <div class="first-card-head">
        <h2 id={id}>{card.title}</h2>
        <CardForm cardKey={card.key}>
          <button
            type="submit"
            class="action icon-only"
            name="action"
            value="dismiss"
            aria-label={`${t.dismiss}: ${card.title}`}
          >
            <Icon name="close" />
          </button>
        </CardForm>
      </div>
      <p class="note">{card.text}</p>
      <form method="post" action="/" data-suggestions>
        <ul>
          {card.questions.map((question) => (
            <li>
              <button type="submit" name="message" value={question} class="choice">
                {question}
              </button>
            </li>
          ))}
        </ul>
      </form>
      {card.documentId !== null && (
        <p>
          <a href={`/documenten/${encodeURIComponent(card.documentId)}`}>{t.open}</a>
        </p>
      )}
    </section>
  );
}

function CardForm({ cardKey, children }: { cardKey: string; children: Child }) {
  return (
    <form method="post" action={`/kaarten/${encodeURIComponent(cardKey)}`}>
      {children}
    </form>
  );
}
