import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { documentInputSchema } from '../employer/model.ts';
import { roles } from '../kernel/actor.ts';

const documentSchema = documentInputSchema.extend({
  /** Relative to the folder of demo.json. */
  file: z.string(),
  ticked: z.boolean(),
});

const demoSchema = z.object({
  password: z.string().min(8),
  employers: z.array(z.object({ id: z.string(), name: z.string(), documents: z.array(documentSchema) })),
  people: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      /** What the start screen says about this person. */
      about: z.string(),
      memberships: z.array(
        z.object({ employerId: z.string(), role: z.enum(roles), isOnCall: z.boolean().optional() }),
      ),
    }),
  ),
});
export type Demo = z.infer<typeof demoSchema>;
export type DemoDocument = z.infer<typeof documentSchema>;

/** The demo employers, people and documents. @throws ZodError, or the file system's error */
export function readDemo(folder: string): Demo {
  return demoSchema.parse(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')));
}
