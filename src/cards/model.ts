import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';

/** Languages in which cards stand. */
export const cardLanguages = ['nl', 'en'] as const;
export type CardLanguage = (typeof cardLanguages)[number];

const both = z.object({ nl: z.string(), en: z.string() });
/** A day of any year: '05-31'. */
const monthDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);
const days = z.number().int().min(1).max(366);

export const cardTemplateSchema = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  when: z.discriminatedUnion('kind', [
    /** Every year between two days, both included. */
    z.object({ kind: z.literal('season'), from: monthDay, to: monthDay }),
    /** From that day of the month to its end. */
    z.object({ kind: z.literal('month-end'), from: z.number().int().min(1).max(31) }),
    /** So many days from the start of the employment. */
    z.object({ kind: z.literal('first-days'), days }),
    /** So many days after a payroll period was closed for input. */
    z.object({ kind: z.literal('period-closed'), days }),
    /** So many days after a document got a new version; its questions are those that this document answers. */
    z.object({ kind: z.literal('document-renewed'), days }),
  ]),
  /** Only for on-call workers. */
  onCall: z.boolean().default(false),
  /** '{title}' and '{date}' are filled in where the occasion has them. */
  title: both,
  text: both,
  questions: z.array(both),
});
export type CardTemplate = z.infer<typeof cardTemplateSchema>;

export const cardSchema = z.object({
  /** Names the occasion; with it the card is put away. */
  key: z.string(),
  title: z.string(),
  text: z.string(),
  /** Questions that the assistant answers for this person today; at least one. */
  questions: z.array(z.string()).min(1),
  /** The document it is about; null for none. */
  documentId: z.string().nullable(),
});
export type Card = z.infer<typeof cardSchema>;

export const cardListSchema = z.object({
  cards: z.array(cardSchema),
  /** Whether questions are still being tried; cards may follow. */
  pending: z.boolean(),
});
export type CardList = z.infer<typeof cardListSchema>;

/** Questions that come before anybody asks; made by createCards in cards.ts. */
export interface Cards {
  /** Those whose questions were tried and are answered; starts trying what is not known yet. Empty for who left. */
  list(actor: Actor, language: CardLanguage): CardList;
  /** The same, once everything was tried. */
  complete(actor: Actor, language: CardLanguage): Promise<CardList>;
  /** Puts a card away for this person. @throws AppError not_found (no such card now) */
  dismiss(actor: Actor, key: string): void;
  /** Takes that back. @throws AppError not_found */
  restore(actor: Actor, key: string): void;
}
