import { z } from 'zod';

const MAX_TTL_S = 30 * 86_400;
/** As many topics as one request may name. */
const MAX_TOPICS = 500;

const topic = z.string().regex(/^[0-9a-f]{64}$/);
const topics = z.array(topic).min(1).max(MAX_TOPICS);
const ttl = z.number().int().positive().max(MAX_TTL_S);
/** Ids are numbers of any size, or texts; an answer has the same. */
const id = z.union([z.number(), z.string()]);
const letter = z.object({
  topic,
  message: z.string().min(1),
  ttl,
  tag: z.number().int().default(0),
  attestation: z.string().nullish(),
});

export const envelopeSchema = z.object({
  jsonrpc: z.literal('2.0'),
  id,
  method: z.string(),
  params: z.unknown(),
});

/** A client's answer to what it was handed. */
export const answerSchema = z.object({ jsonrpc: z.literal('2.0'), id, result: z.unknown() });

/** What the relay does, and what each wants to be told. */
export const paramsOf = {
  irn_publish: letter,
  irn_batchPublish: z.object({ messages: z.array(letter).min(1).max(MAX_TOPICS) }),
  irn_subscribe: z.object({ topic }),
  irn_batchSubscribe: z.object({ topics }),
  irn_unsubscribe: z.object({ topic, id: z.string().optional() }),
  irn_batchUnsubscribe: z.object({ subscriptions: z.array(z.object({ topic })).min(1).max(MAX_TOPICS) }),
  irn_fetchMessages: z.object({ topic }),
  irn_batchFetchMessages: z.object({ topics }),
  /** A proposal on a pairing's topic, whose sender listens there from then on. */
  wc_proposeSession: z.object({
    pairingTopic: topic,
    sessionProposal: z.string().min(1),
    attestation: z.string().nullish(),
  }),
  /** The answer to a proposal and the session's terms, whose sender listens to the session from then on. */
  wc_approveSession: z.object({
    pairingTopic: topic,
    sessionTopic: topic,
    sessionProposalResponse: z.string().min(1),
    sessionSettlementRequest: z.string().min(1),
  }),
} as const;

export type Method = keyof typeof paramsOf;

export const isMethod = (name: string): name is Method => Object.hasOwn(paramsOf, name);

/** Numbers of JSON-RPC 2.0. */
export const codes = {
  notJson: -32_700,
  notARequest: -32_600,
  noSuchMethod: -32_601,
  wrongParams: -32_602,
} as const;
