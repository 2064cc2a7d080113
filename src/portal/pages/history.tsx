import type { EventView } from '../../workflow/view-model.ts';
import { fill } from '../texts/fill.ts';
import type { SignedInView } from '../view.ts';

/** What happened to a process, oldest first. */
export function History({ view, events }: { view: SignedInView; events: readonly EventView[] }) {
  const t = view.t.tasks;
  const moment = new Intl.DateTimeFormat(view.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Amsterdam',
  });
  return (
    <section class="panel stack">
      <h2>{t.history}</h2>
      <ol class="history">
        {events.map((event) => (
          <li>
            <time datetime={new Date(event.at).toISOString()}>{moment.format(event.at)}</time>
            <span>
              <strong>{t.events[event.kind]}</strong>
              {event.step !== null && ` · ${event.step[view.language]}`}
              <span class="note block">
                {byWhom(view, event)}
                {event.reason !== null && `: ${event.reason}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function byWhom({ t: { tasks } }: SignedInView, { by, standsInFor }: EventView): string {
  if (by === null) return tasks.service;
  return standsInFor === null ? by.name : fill(tasks.standsIn, { name: by.name, absent: standsInFor });
}
