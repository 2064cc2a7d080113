import { z } from 'zod';
import { stepKinds, type TemplateSeed, templateInputSchema } from '../workflow/model.ts';
import seeds from './data/workflow-seeds.json' with { type: 'json' };

const seedSchema = templateInputSchema.extend({ trigger: z.string(), requires: z.array(z.enum(stepKinds)) });

/** The workflows that every employer begins with: what an employee hands in, a move, changed contact details. */
export const workflowSeeds: readonly TemplateSeed[] = z.array(seedSchema).parse(seeds);
