import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Encoder, FormerEncoders, Logger } from '../../deps.ts';
import { loadEncoder } from './encoder.ts';

/** Used until its last vectors are replaced; then its memory goes back. */
const IDLE_MS = 10 * 60_000;

const registerSchema = z.record(z.string(), z.string());

export interface FormerEncodersOptions {
  /** Keeps which encoder lay in which folder; written here. */
  register: string;
  /** Today's encoder with its folder. */
  current: { encoder: Encoder; dir: string };
  /** Folder of the encoder that ships, which may have answered before the register was kept. */
  shipped: string | null;
  log: Logger;
}

/** Notes today's encoder and finds those of before by their folders. */
export function createFormerEncoders(options: FormerEncodersOptions): FormerEncoders {
  const { current, log } = options;
  const folders = readRegister(options);
  note(options.register, folders, current.encoder.id, resolve(current.dir));
  const opened = new Map<string, Promise<Encoder | null>>();

  const find = async (id: string): Promise<Encoder | null> => {
    const places = [folders.get(id), options.shipped].filter((place) => place != null);
    for (const dir of places) {
      try {
        const encoder = await loadEncoder({ dir, idleMs: IDLE_MS });
        if (encoder.id === id) return encoder;
      } catch (err) {
        log.warn({ encoder: id, err }, 'the folder of a former encoder cannot be loaded');
      }
    }
    log.warn(
      { encoder: id },
      'a former encoder is gone: until they are encoded anew, its documents are found by words alone',
    );
    return null;
  };
  return {
    open(id) {
      const known = opened.get(id) ?? find(id);
      opened.set(id, known);
      return known;
    },
  };
}

/** A register that cannot be read is begun anew: without it old vectors rest a while, nothing is lost. */
function readRegister({ register, log }: FormerEncodersOptions): Map<string, string> {
  if (!existsSync(register)) return new Map();
  try {
    return new Map(Object.entries(registerSchema.parse(JSON.parse(readFileSync(register, 'utf8')))));
  } catch (err) {
    log.warn({ err }, 'the register of encoders cannot be read');
    return new Map();
  }
}

function note(register: string, folders: Map<string, string>, id: string, dir: string): void {
  if (folders.get(id) === dir) return;
  folders.set(id, dir);
  const temporary = `${register}.tmp`;
  writeFileSync(temporary, `${JSON.stringify(Object.fromEntries(folders), null, 1)}\n`, { mode: 0o600 });
  renameSync(temporary, register);
}
