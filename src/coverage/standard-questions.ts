import { z } from 'zod';
import data from './data/standard-questions.json' with { type: 'json' };
import { type StandardQuestion, standardQuestionSchema } from './model.ts';

/** What people ask at every employer, by subject; our own writing. Documents are held against it when they are ticked. */
export const standardQuestions: readonly StandardQuestion[] = z.array(standardQuestionSchema).parse(data);
