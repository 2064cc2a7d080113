import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropForeignSettings } from '../../src/entry/foreign-settings.ts';
import { projectRoot } from '../../src/entry/paths.ts';
import { startMisbehavingLlm } from '../support/misbehaving-llm.ts';
import { startTracingService } from '../support/tracing-service.ts';

let llm: Awaited<ReturnType<typeof startMisbehavingLlm>>;
let tracing: Awaited<ReturnType<typeof startTracingService>>;
beforeAll(async () => {
  llm = await startMisbehavingLlm();
  tracing = await startTracingService();
});
afterAll(() => Promise.all([llm.close(), tracing.close()]));

/** What a process that asks with these settings tells the tracing service, and prints. */
async function ask(mode: 'drop' | 'keep'): Promise<{ told: number; said: string }> {
  tracing.told.length = 0;
  const args = ['--import', 'tsx', join('test', 'entry', 'langchain-child.ts'), llm.url, mode];
  const env = { PATH: process.env.PATH ?? '', ...tracing.env };
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return { told: tracing.told.length, said };
}

describe('settings of other programs', () => {
  it('are taken out by name, ours stay', () => {
    const ours = { LLM_BASE_URL: 'ours', PATH: '/bin' };
    const env = { ...ours, LANGSMITH_TRACING: '1', LANGCHAIN_VERBOSE: 'true', OPENAI_BASE_URL: 'x' };
    expect(dropForeignSettings(env)).toEqual(['LANGSMITH_TRACING', 'LANGCHAIN_VERBOSE', 'OPENAI_BASE_URL']);
    expect(env).toEqual(ours);
  });

  it('would send what is asked to a tracing service and the console; taken out, nothing is told', async () => {
    const kept = await ask('keep');
    expect(kept.told).toBeGreaterThan(0);
    expect(kept.said).toContain('vraag');
    expect(await ask('drop')).toEqual({ told: 0, said: 'ok\n' });
  }, 60_000);
});
