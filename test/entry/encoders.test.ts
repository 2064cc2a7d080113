import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerEmployer } from '../../src/accounts/administration.ts';
import { parseConfig } from '../../src/config.ts';
import { type House, openHouse } from '../../src/entry/house.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { encodersInUse } from '../../src/store/vectors.ts';
import { type TinyEncoder, writeTinyEncoder } from '../support/tiny-encoder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'vraagbaak-house-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const actor = (role: Actor['role']): Actor => ({
  personId: role,
  name: role,
  employerId: 'acme',
  role,
  isOnCall: false,
});
const scheme = '# Regeling\n## Artikel 1 Verlof\nDe werknemer heeft recht op 25 vakantiedagen per jaar.\n';

async function house(encoder: TinyEncoder | null): Promise<House> {
  const opened = await openHouse(
    parseConfig({
      VRAAGBAAK_DATA_DIR: join(scratch, 'data'),
      VRAAGBAAK_DEMO: '0',
      VRAAGBAAK_LOG_LEVEL: 'silent',
      ENCODER_DIR: encoder?.dir,
    }),
  );
  if ('holder' in opened) throw new Error('the data folder is in use');
  return opened.house;
}

/** Opens the house, lets `visit` look around once all is encoded, and closes it. */
async function visit<T>(encoder: TinyEncoder | null, look: (house: House) => Promise<T>): Promise<T> {
  const open = await house(encoder);
  try {
    await open.services.documents.settled('acme');
    return await look(open);
  } finally {
    await open.close();
  }
}

const inUse = ({ deps }: House) => encodersInUse(deps.employers.open('acme'));
const askDays = ({ services }: House) =>
  services.assistant.ask(actor('employee'), { message: 'hoeveel vakantiedagen heb ik per jaar?' });

describe('a house whose encoder changes', () => {
  let small: TinyEncoder;
  let large: TinyEncoder;
  const ids = { shipped: '', small: '' };
  beforeAll(async () => {
    small = writeTinyEncoder(join(scratch, 'multilingual-e5-small'), {
      style: 'xlm-roberta',
      quantized: true,
    });
    large = writeTinyEncoder(join(scratch, 'bge-m3'), { style: 'xlm-roberta', dimension: 24, seed: 3 });
    ids.shipped = await visit(null, async (open) => {
      open.deps.employers.create('acme');
      registerEmployer(open.deps, { id: 'acme', name: 'Acme' });
      const file = { name: 'regeling.md', bytes: new TextEncoder().encode(scheme) };
      const { id } = await open.services.documents.upload(actor('hr'), file, {
        title: 'Regeling',
        kind: 'scheme',
      });
      await open.services.documents.settled('acme');
      open.services.documents.patch(actor('hr'), id, { usedByAssistant: true });
      return open.deps.encoder?.id ?? '';
    });
  });

  it('encodes its documents anew with the folder of ENCODER_DIR, and answers', async () => {
    await visit(small, async (open) => {
      ids.small = open.deps.encoder?.id ?? '';
      expect(ids.small).not.toBe(ids.shipped);
      expect(inUse(open)).toEqual([ids.small]);
      expect(open.deps.encoder?.quick?.id).toBe(ids.shipped);
      expect((await askDays(open)).answer).toContain('25 vakantiedagen');
    });
  });

  it('still knows the encoders of before by their folders, as long as they are the same there', async () => {
    await visit(large, async (open) => {
      expect(inUse(open)).toEqual([open.deps.encoder?.id]);
      const former = await open.deps.formerEncoders?.open(ids.small);
      expect(former).toMatchObject({ id: ids.small, dimension: 16 });
      expect(await open.deps.formerEncoders?.open(ids.shipped)).toMatchObject({ id: ids.shipped });
      expect(await open.deps.formerEncoders?.open('never-seen')).toBeNull();
      expect((await askDays(open)).answer).toContain('25 vakantiedagen');
    });
    writeTinyEncoder(small.dir, { style: 'xlm-roberta', quantized: true, seed: 99 });
    await visit(large, async (open) => {
      expect(await open.deps.formerEncoders?.open(ids.small)).toBeNull();
    });
  });

  it('encodes nothing anew because a folder was moved', async () => {
    const moved = { ...large, dir: join(scratch, 'elsewhere', 'bge-m3') };
    const before = await visit(large, async (open) => inUse(open));
    writeTinyEncoder(join(scratch, 'elsewhere', 'other'));
    renameSync(large.dir, moved.dir);
    await visit(moved, async (open) => {
      expect(open.deps.encoder?.id).toBe(before[0]);
      expect(inUse(open)).toEqual(before);
    });
  });
});
