import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBreaker } from '../../src/adapters/llm/circuit-breaker.ts';
import { LanguageModelError } from '../../src/adapters/llm/language-model-error.ts';
import { createLanguageModel } from '../../src/adapters/llm/openai-compatible.ts';
import type { LanguageModel } from '../../src/deps.ts';
import { type LlmMode, startMisbehavingLlm } from '../support/misbehaving-llm.ts';

let server: Awaited<ReturnType<typeof startMisbehavingLlm>>;
beforeAll(async () => {
  server = await startMisbehavingLlm();
});
afterAll(() => server.close());

const limits = { firstTokenMs: 1500, totalMs: 2500, maxCharacters: 5_000 };
const make = () => createLanguageModel({ baseUrl: server.url, model: 'test', ...limits });

async function collect(model: LanguageModel, signal = new AbortController().signal) {
  let text = '';
  let error: LanguageModelError | null = null;
  const started = performance.now();
  try {
    for await (const piece of model.stream([{ role: 'user', content: 'vraag' }], {
      signal,
      maxOutputTokens: 50,
    }))
      text += piece;
  } catch (caught) {
    if (!(caught instanceof LanguageModelError)) throw caught;
    error = caught;
  }
  return { text, reason: error?.reason ?? null, ms: performance.now() - started };
}

describe('createLanguageModel', () => {
  it('streams the text of a well-behaved endpoint, at temperature 0 and without a key', async () => {
    server.mode((body) => `Antwoord op ${body.messages.at(-1)?.content}.`);
    expect(await collect(make())).toMatchObject({ text: 'Antwoord op vraag.', reason: null });
    expect(server.requests[0]).toMatchObject({ temperature: 0, stream: true });
  });

  const faults: [LlmMode, string[]][] = [
    ['reset', ['unreachable']],
    ['status-401', ['status']],
    ['status-429', ['status']],
    ['status-500', ['status']],
    ['status-529', ['status']],
    ['silence', ['timeout']],
    ['one-piece-then-silence', ['timeout']],
    ['cut', ['unreachable']],
    ['invalid-json', ['garbage']],
    ['not-a-stream', ['garbage']],
    ['empty', ['garbage']],
    ['endless', ['too_long']],
    ['huge', ['too_long', 'timeout']],
    ['tool-call', ['garbage']],
    ['binary', ['garbage', 'unreachable']],
  ];
  it.each(faults)('%s ends within the limits with a reason', async (mode, reasons) => {
    server.mode(mode);
    const { reason, ms } = await collect(make());
    expect(reasons).toContain(reason);
    expect(ms).toBeLessThan(2 * limits.totalMs + 2_000);
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });

  it('does not try a second time when the endpoint says no', async () => {
    server.mode('status-401');
    await collect(make());
    expect(server.requests).toHaveLength(1);
  });

  it('names an endpoint that nobody listens on', async () => {
    const model = createLanguageModel({ baseUrl: 'http://127.0.0.1:9/v1', model: 'test', ...limits });
    expect((await collect(model)).reason).toBe('unreachable');
  });

  it('stops when the caller goes away', async () => {
    server.mode('one-piece-then-silence');
    const controller = new AbortController();
    const running = collect(make(), controller.signal);
    controller.abort();
    expect((await running).reason).toBe('cancelled');
  });

  it('stays away from an endpoint after five failures, and comes back', async () => {
    let now = 0;
    const model = createLanguageModel({
      baseUrl: server.url,
      model: 'test',
      clock: { now: () => now },
      ...limits,
    });
    server.mode('status-500');
    for (let i = 0; i < 5; i++) expect((await collect(model)).reason).toBe('status');
    expect((await collect(model)).reason).toBe('open_circuit');
    server.mode(() => 'Weer terug.');
    now += 31_000;
    expect((await collect(model)).text).toBe('Weer terug.');
  });
});

describe('createBreaker', () => {
  it('lets one caller try after its rest, and the others when that one is back', () => {
    let now = 0;
    const breaker = createBreaker({ now: () => now });
    for (let i = 0; i < 5; i++) breaker.failed();
    expect(breaker.allows()).toBe(false);
    now = 30_001;
    expect([breaker.allows(), breaker.allows()]).toEqual([true, false]);
    breaker.released();
    expect(breaker.allows()).toBe(true);
    breaker.succeeded();
    expect([breaker.allows(), breaker.allows()]).toEqual([true, true]);
  });
});
