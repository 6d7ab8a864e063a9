import { z } from 'zod';

/** The files in `exchanges/`, as both sides read them. */
export const KeysSchema = z.strictObject({
  apiKey: z.string(),
  previousApiKey: z.string(),
  webhookSecret: z.string(),
  payoutUsername: z.string(),
  payoutPassword: z.string(),
  /** Unix seconds at which the callbacks were signed. */
  timestamp: z.number(),
  callbackUrl: z.string(),
});

export const ApiExchangeSchema = z.strictObject({
  name: z.string(),
  about: z.string(),
  /** How the caller shows who it is. */
  auth: z.enum(['api-key', 'wrong-api-key', 'basic', 'none']),
  request: z.strictObject({
    method: z.enum(['GET', 'POST']),
    path: z.string(),
    body: z.unknown().optional(),
    text: z.string().optional(),
  }),
  response: z.strictObject({
    status: z.number(),
    location: z.string().optional(),
    body: z.unknown().optional(),
    text: z.string().optional(),
  }),
});

const FormatSchema = z.enum(['shkeeper', 'spec', 'api-key']);

export const CallbackSchema = z.strictObject({
  name: z.string(),
  about: z.string(),
  kind: z.enum(['payment', 'unconfirmed', 'payout']),
  /** The bytes as they were sent. */
  body: z.string(),
  headers: z.record(FormatSchema, z.record(z.string(), z.string())),
});

export const WebhookCaseSchema = z.strictObject({
  name: z.string(),
  format: FormatSchema,
  /** Unix seconds at which the callback arrives. */
  now: z.number(),
  /** In order; a name may come twice. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
  /** What the receiver has to answer. */
  status: z.number(),
});

export type Keys = z.infer<typeof KeysSchema>;
export type ApiExchange = z.infer<typeof ApiExchangeSchema>;
export type CallbackExchange = z.infer<typeof CallbackSchema>;
export type WebhookCase = z.infer<typeof WebhookCaseSchema>;
