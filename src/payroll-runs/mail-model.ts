import { z } from 'zod';
import { onOneLine } from '../kernel/one-line.ts';
import { mailLanguages, mailLevels } from '../store/run-schema.ts';

export type MailLevel = (typeof mailLevels)[number];
export type MailLanguage = (typeof mailLanguages)[number];

const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Vul een e-mailadres in, zoals naam@bedrijf.nl.'));
export const mailAddressSchema = z.object({ address, language: z.enum(mailLanguages).default('nl') });
export type MailAddress = z.infer<typeof mailAddressSchema>;

export const MAX_MAIL_BODY = 4000;
export const mailTextSchema = z.object({
  subject: z.string().overwrite(onOneLine).min(1).max(150),
  body: z.string().trim().min(1).max(MAX_MAIL_BODY),
});
export type RunMailText = z.infer<typeof mailTextSchema>;

export const mailFaultCodes = [
  'placeholder-unknown',
  'placeholder-personal',
  'link-missing',
  'amount',
  'name',
] as const;
export const mailFaultSchema = z.object({
  field: z.enum(['subject', 'body']),
  code: z.enum(mailFaultCodes),
  value: z.string(),
});
export type MailFault = z.infer<typeof mailFaultSchema>;

export const mailSettingsSchema = z.object({
  level: z.enum(mailLevels),
  addresses: z.array(mailAddressSchema),
  /** Null where this level has no text of its own. */
  texts: z.object({ nl: mailTextSchema.nullable(), en: mailTextSchema.nullable() }),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;

export const mailOverviewSchema = z.object({
  provider: mailSettingsSchema,
  employer: mailSettingsSchema,
  /** What holds now. */
  effective: z.object({
    addresses: z.array(mailAddressSchema.extend({ from: z.enum(['employer', 'provider', 'hr']) })),
    texts: z.object({ nl: mailTextSchema, en: mailTextSchema }),
  }),
});
export type MailOverview = z.infer<typeof mailOverviewSchema>;

export const mailPreviewSchema = z.object({
  subject: z.string(),
  text: z.string(),
  faults: z.array(mailFaultSchema),
});
export type MailPreview = z.infer<typeof mailPreviewSchema>;

export const mailChangeSchema = z.object({
  level: z.enum(mailLevels),
  addresses: z.array(mailAddressSchema).max(20).optional(),
  /** Null takes the text of this level away, so that the one below it holds. */
  texts: z
    .object({ nl: mailTextSchema.nullable().optional(), en: mailTextSchema.nullable().optional() })
    .optional(),
});
export type MailChange = z.infer<typeof mailChangeSchema>;
