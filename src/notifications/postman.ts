import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import type { Deps, Mailer, OutgoingMail } from '../deps.ts';
import { outbox, outboxCalendars } from '../store/outbox-schema.ts';
import type { OutboxDb, OutboxRow, Postman } from './model.ts';

export interface PostmanDeps extends Pick<Deps, 'clock' | 'log' | 'random'> {
  /** Null keeps every mail where it is, to be read on the page of the demo. */
  mailer: Mailer | null;
  /** The databases that have an outbox now. */
  boxes: () => readonly OutboxDb[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** After this a mail that was taken up is tried by whoever comes next: its sender was stopped. */
const CLAIM = 2 * MINUTE;
const FIRST_PAUSE = 30 * SECOND;
const LONGEST_PAUSE = 6 * 60 * MINUTE;
/** With the pauses between them about a day. */
const MAX_ATTEMPTS = 12;
const BATCH = 20;
const MAX_ERROR = 300;

/**
 * Empties the outboxes. A row is claimed before it is sent and marked after the server took it: a stop in between sends it once more, with the same
 * Message-ID. What a server refuses for good, or for a day, is parked.
 */
export function createPostman(deps: PostmanDeps): Postman {
  let busy: Promise<number> | null = null;
  const deliverAll = async (): Promise<number> => {
    const { mailer } = deps;
    if (mailer === null) return 0;
    let sent = 0;
    for (const box of deps.boxes())
      for (const row of claim(deps, box)) if (await send(deps, mailer, box, row)) sent++;
    return sent;
  };
  return {
    deliver() {
      busy ??= deliverAll()
        .catch((err) => {
          deps.log.error({ err }, 'the outbox could not be read');
          return 0;
        })
        .finally(() => {
          busy = null;
        });
      return busy;
    },
    list: (limit) =>
      deps
        .boxes()
        .flatMap((box) => box.select().from(outbox).orderBy(desc(outbox.createdAt)).limit(limit).all())
        .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
        .slice(0, limit),
  };
}

function claim({ clock }: PostmanDeps, box: OutboxDb): OutboxRow[] {
  const now = clock.now();
  const due = box
    .select()
    .from(outbox)
    .where(and(inArray(outbox.status, ['waiting', 'sending']), lte(outbox.dueAt, now)))
    .orderBy(asc(outbox.dueAt))
    .limit(BATCH)
    .all();
  return due.flatMap((row) => {
    const attempts = row.attempts + 1;
    // One process owns the files, so that nobody can have taken it since it was read.
    box
      .update(outbox)
      .set({ status: 'sending', attempts, dueAt: now + CLAIM })
      .where(eq(outbox.id, row.id))
      .run();
    return [{ ...row, attempts }];
  });
}

async function send(deps: PostmanDeps, mailer: Mailer, box: OutboxDb, row: OutboxRow): Promise<boolean> {
  const mark = (values: Partial<OutboxRow>) =>
    box.update(outbox).set(values).where(eq(outbox.id, row.id)).run();
  const { id, messageId, recipient, subject, body, html } = row;
  try {
    const calendar = calendarOf(box, id);
    await mailer.send({ messageId, recipient, subject, text: body, html, ...(calendar && { calendar }) });
    mark({ status: 'sent', sentAt: deps.clock.now(), lastError: null });
    return true;
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const forGood = 'permanent' in error && error.permanent === true;
    const parked = forGood || row.attempts >= MAX_ATTEMPTS;
    mark({
      status: parked ? 'parked' : 'waiting',
      dueAt: deps.clock.now() + pause(row.attempts, deps.random()),
      lastError: error.message.slice(0, MAX_ERROR),
    });
    deps.log.warn({ mail: id, attempts: row.attempts, parked }, 'a mail could not be sent');
    return false;
  }
}

function calendarOf(box: OutboxDb, mailId: string): OutgoingMail['calendar'] {
  const { fileName, content } = outboxCalendars;
  return box
    .select({ fileName, content })
    .from(outboxCalendars)
    .where(eq(outboxCalendars.mailId, mailId))
    .get();
}

/** Doubles with each attempt; up to half of it is chance, so that many mails do not come back at once. */
function pause(attempts: number, random: number): number {
  const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempts - 1));
  return full / 2 + (full / 2) * random;
}
