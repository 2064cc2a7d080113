import { eq } from 'drizzle-orm';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../../src/adapters/mail/smtp.ts';
import { openMemoryDirectory } from '../../src/adapters/node/sqlite.ts';
import type { Mailer, OutgoingMail } from '../../src/deps.ts';
import type { MailText, OutboxDb } from '../../src/notifications/model.ts';
import { enqueue } from '../../src/notifications/outbox.ts';
import { createPostman } from '../../src/notifications/postman.ts';
import { htmlOf, plainOf } from '../../src/notifications/render.ts';
import { inTransaction } from '../../src/store/in-transaction.ts';
import { outbox } from '../../src/store/outbox-schema.ts';

const text: MailText = {
  subject: 'Hallo <b>daar</b>\r\nBcc: x@x.example',
  paragraphs: ['Dag Anne & "co",'],
  link: { label: 'Open', url: 'https://vraagbaak.example/a?b=1&c=2' },
  after: ['Groet'],
};
const MINUTE = 60_000;

let now: number;
let box: OutboxDb;
const cleanUp: (() => unknown)[] = [];

beforeEach(() => {
  now = 1_000_000;
  const directory = openMemoryDirectory();
  box = directory.db as OutboxDb;
});
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end();
});

const put = (id: string, recipient = 'anne@alfa.example') => enqueue(box, { id, recipient, text, now });
const row = (id: string) => box.select().from(outbox).where(eq(outbox.id, id)).get();
const logged: Record<string, unknown>[] = [];
const log = { info() {}, warn: (fields: Record<string, unknown>) => void logged.push(fields), error() {} };
const postman = (mailer: Mailer | null) =>
  createPostman({ clock: { now: () => now }, log, random: () => 1, mailer, boxes: () => [box] });

interface Received {
  to: string[];
  raw: string;
}

/** A real server on this machine; `answer` may refuse a recipient with a code. */
async function smtp(answer: (recipient: string) => number | null = () => null) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = answer(address);
      if (code === null) return done();
      done(Object.assign(new Error('nee'), { responseCode: code }));
    },
    onData(stream: SMTPServerDataStream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => new Promise((resolve) => server.close(() => resolve(undefined))));
  const { port } = server.server.address() as { port: number };
  const mailer = createSmtpMailer({
    url: `smtp://127.0.0.1:${port}`,
    from: 'Vraagbaak <vraagbaak@voorbeeld.example>',
    timeoutMs: 2000,
  });
  return { mailer, received };
}

describe('a mail', () => {
  it('says the same as text and as HTML, with everything from people escaped', () => {
    expect(plainOf(text)).toBe('Dag Anne & "co",\n\nOpen:\nhttps://vraagbaak.example/a?b=1&c=2\n\nGroet');
    const html = htmlOf(text);
    expect(html).toContain('Dag Anne &amp; &quot;co&quot;,');
    expect(html).toContain('href="https://vraagbaak.example/a?b=1&amp;c=2"');
    expect(html).toContain('<title>Hallo &lt;b&gt;daar&lt;/b&gt;');
  });

  it('is there with what caused it, or neither is', () => {
    expect(() =>
      inTransaction(box as never, (tx) => {
        enqueue(tx as OutboxDb, { id: 'a', recipient: 'x@x.example', text, now });
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(row('a')).toBeUndefined();
  });
});

describe('the postman', () => {
  it('hands each mail to the server once, one recipient a mail, with a Message-ID of its own and no header from its subject', async () => {
    const { mailer, received } = await smtp();
    put('a');
    put('b', 'bo@beta.example');
    expect(await postman(mailer).deliver()).toBe(2);
    expect(received.map(({ to }) => to)).toEqual([['anne@alfa.example'], ['bo@beta.example']]);
    const [first] = received;
    expect(first?.raw).toContain('Message-ID: <a@vraagbaak.invalid>');
    expect(first?.raw).toContain('Auto-Submitted: auto-generated');
    expect(first?.raw).not.toMatch(/^Bcc:/m);
    expect(row('a')).toMatchObject({ status: 'sent', sentAt: now, attempts: 1, lastError: null });
    expect(await postman(mailer).deliver()).toBe(0);
    expect(received).toHaveLength(2);
  });

  it('tries again later, each time later, when the server is down or says 4xx', async () => {
    const down = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'x@x.example', timeoutMs: 500 });
    put('a');
    expect(await postman(down).deliver()).toBe(0);
    expect(row('a')).toMatchObject({ status: 'waiting', attempts: 1, dueAt: now + 30_000 });
    expect(row('a')?.lastError).toContain('ECONNREFUSED');
    const { mailer, received } = await smtp((to) =>
      received.length < 0 || to !== 'ooit@x.example' ? 451 : null,
    );
    now += 29_000;
    expect(await postman(mailer).deliver()).toBe(0);
    expect(row('a')?.attempts).toBe(1);
    now += 1000;
    await postman(mailer).deliver();
    expect(row('a')).toMatchObject({ status: 'waiting', attempts: 2, dueAt: now + MINUTE });
    const { mailer: well } = await smtp();
    now += MINUTE;
    expect(await postman(well).deliver()).toBe(1);
    expect(row('a')).toMatchObject({ status: 'sent', attempts: 3 });
  });

  it('parks what the server refuses for good, and goes on with the others', async () => {
    const { mailer, received } = await smtp((to) => (to === 'weg@x.example' ? 550 : null));
    put('a', 'weg@x.example');
    put('b');
    expect(await postman(mailer).deliver()).toBe(1);
    expect(row('a')).toMatchObject({ status: 'parked', attempts: 1 });
    expect(received.map(({ to }) => to)).toEqual([['anne@alfa.example']]);
    now += 365 * 24 * 60 * MINUTE;
    expect(await postman(mailer).deliver()).toBe(0);
  });

  it('parks after twelve attempts, and writes nobody’s address in the log', async () => {
    const failing: Mailer = { send: async () => Promise.reject(new Error('nee')) };
    put('a');
    const busy = postman(failing);
    logged.length = 0;
    for (let i = 0; i < 20; i++) {
      await busy.deliver();
      now += 7 * 60 * MINUTE;
    }
    expect(row('a')).toMatchObject({ status: 'parked', attempts: 12 });
    expect(logged).toHaveLength(12);
    expect(JSON.stringify(logged)).not.toContain('anne');
  });

  it('sends a mail again, with the same Message-ID, when it was stopped while sending', async () => {
    const sent: OutgoingMail[] = [];
    const stopped: Mailer = { send: (mail) => new Promise(() => void sent.push(mail)) };
    put('a');
    void postman(stopped).deliver();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(row('a')).toMatchObject({ status: 'sending' });
    const next: Mailer = { send: async (mail) => void sent.push(mail) };
    expect(await postman(next).deliver()).toBe(0);
    now += 2 * MINUTE;
    expect(await postman(next).deliver()).toBe(1);
    expect(sent.map(({ messageId }) => messageId)).toEqual(Array(2).fill('<a@vraagbaak.invalid>'));
  });

  it('runs one round at a time', async () => {
    let open: () => void = () => undefined;
    let count = 0;
    const slow: Mailer = {
      send: () => {
        count++;
        return new Promise<void>((resolve) => {
          open = resolve;
        });
      },
    };
    put('a');
    const one = postman(slow);
    const rounds = [one.deliver(), one.deliver()];
    await new Promise((resolve) => setTimeout(resolve, 0));
    open();
    expect(await Promise.all(rounds)).toEqual([1, 1]);
    expect(count).toBe(1);
  });

  it('leaves every mail where it is without a server, and lists them newest first', async () => {
    put('a');
    now++;
    put('b');
    const demo = postman(null);
    expect(await demo.deliver()).toBe(0);
    expect(demo.list(10).map(({ id, status }) => [id, status])).toEqual([
      ['b', 'waiting'],
      ['a', 'waiting'],
    ]);
  });
});
