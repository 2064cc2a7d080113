import { z } from 'zod';
import type { Actor } from '../kernel/actor.ts';
import { onOneLine } from '../kernel/one-line.ts';
import { careReasons } from '../store/help-schema.ts';

/** What is never for HR's list: somebody's health, and what goes wrong between people at work. */
export type CareReason = (typeof careReasons)[number];

export const MAX_CARE_TEXT = 600;

/** As HR fills it in. A phone number or an e-mail address has to be there. */
export const careInputSchema = z.object({
  name: z.string().overwrite(onOneLine).min(1).max(80),
  /** 'vertrouwenspersoon', 'bedrijfsarts'. */
  jobTitle: z.string().overwrite(onOneLine).max(80),
  /** As typed; '' for none. */
  phone: z.string().trim().max(30),
  email: z.union([
    z.literal(''),
    z.string().trim().toLowerCase().max(254).pipe(z.email('Vul een e-mailadres in, zoals naam@bedrijf.nl.')),
  ]),
  /** Said before the name, in Dutch; '' for the text of the house. */
  text: z.string().trim().max(MAX_CARE_TEXT),
});
export type CareInput = z.infer<typeof careInputSchema>;

/** The person as an employee gets to see them. */
export const carePersonSchema = z.object({
  name: z.string(),
  jobTitle: z.string(),
  /** '+31612345678', or ''. */
  phone: z.string(),
  /** As people write it: '06 12345678'; or ''. */
  phoneShown: z.string(),
  email: z.string(),
});
export type CarePerson = z.infer<typeof carePersonSchema>;

/** What stands for one reason. */
export const careViewSchema = z.object({
  reason: z.enum(careReasons),
  person: carePersonSchema.nullable(),
  text: z.string(),
  /** 0 while nothing was ever set. */
  revision: z.number().int(),
  /** The person was taken off and can be put back. */
  removed: z.boolean(),
});
export type CareView = z.infer<typeof careViewSchema>;

/** Whom the assistant sends people to; made by createCare in care.ts. For hr and provider. */
export interface Care {
  /** One for each reason. @throws AppError forbidden */
  read(actor: Actor): CareView[];
  /**
   * Works at the next message.
   * @param revision the one that was read
   * @throws AppError forbidden, not_found (reason), conflict, phone_invalid, care_contact_unreachable
   */
  save(actor: Actor, reason: string, revision: number, input: CareInput): CareView;
  /** The texts of the house stand again; `restore` puts the person back. @throws AppError forbidden, not_found, conflict */
  remove(actor: Actor, reason: string, revision: number): CareView;
  /** @throws AppError forbidden, not_found, conflict */
  restore(actor: Actor, reason: string, revision: number): CareView;
}
