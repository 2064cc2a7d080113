import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { registerEmployer, registerPerson } from '../accounts/administration.ts';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { type Demo, type DemoDocument, readDemo } from './demo-data.ts';
import { seedPersonnel } from './demo-personnel.ts';
import type { House } from './house.ts';
import { demoFolder } from './paths.ts';

/** The part of the house that seeding needs. */
export type Seedable = Pick<House, 'deps' | 'services'>;

export interface SeededDemo {
  demo: Demo;
  /** Documents handed in now; 0 on every start but the first. */
  added: number;
}

/**
 * Fills the data folder with the demo: employers and people at once, documents handed in for reading in the
 * background. What was seeded before is left alone, also when somebody removed it since.
 */
export async function seedDemo(house: Seedable, folder = demoFolder): Promise<SeededDemo> {
  const demo = readDemo(folder);
  for (const employer of demo.employers) {
    house.deps.employers.create(employer.id);
    registerEmployer(house.deps, employer);
  }
  const { password } = demo;
  await Promise.all(demo.people.map((person) => registerPerson(house.deps, { ...person, password })));
  seedPersonnel(house.deps, folder);
  let added = 0;
  for (const employer of demo.employers) {
    for (const document of employer.documents) {
      if (await seedDocument(house, employer.id, document, folder)) added++;
    }
  }
  return { demo, added };
}

async function seedDocument(
  house: Seedable,
  employerId: string,
  document: DemoDocument,
  folder: string,
): Promise<boolean> {
  const db = house.deps.employers.open(employerId);
  const key = `demo:${document.file}`;
  if (readSetting(db, key) !== null) return false;
  const { file, ticked, ...input } = document;
  const bytes = new Uint8Array(await readFile(join(folder, file)));
  const keeper = seedingActor(employerId);
  try {
    const { id } = await house.services.documents.upload(keeper, { name: basename(file), bytes }, input);
    if (ticked) house.services.documents.patch(keeper, id, { usedByAssistant: true });
  } catch (error) {
    // A start that was cut off between handing in and noting it down: the file is there already.
    if (!(error instanceof AppError && error.code === 'document_duplicate')) throw error;
  }
  writeSetting(db, key, 'seeded');
  return true;
}

/** Acts for the seeding itself; no session ever gets this person. */
function seedingActor(employerId: string): Actor {
  return { personId: 'demo', name: 'Demo', employerId, role: 'hr', isOnCall: false };
}
