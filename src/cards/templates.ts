import { z } from 'zod';
import data from './data/cards.json' with { type: 'json' };
import { type CardTemplate, cardTemplateSchema } from './model.ts';

/** Occasions on which people ask the same things, in the order in which their cards come; our own writing. */
export const cardTemplates: readonly CardTemplate[] = z.array(cardTemplateSchema).parse(data);
