import { z } from 'zod';

/**
 * A socket event carries its name and ids, never a document: the client invalidates and reads again.
 * The envelope (eventId, seq, name, at) is added by the outbox relay.
 */
export interface EventDefinition<N extends string = string, P extends z.ZodType = z.ZodType> {
  readonly name: N;
  readonly summary: string;
  readonly payload: P;
}

export function defineEvent<N extends string, P extends z.ZodType>(
  name: N,
  summary: string,
  payload: P,
): EventDefinition<N, P> {
  return { name, summary, payload };
}

/** What reaches the client around every payload. `seq` counts per user, without gaps, from 1. */
export const eventEnvelopeSchema = z
  .strictObject({
    eventId: z.string(),
    seq: z
      .number()
      .int()
      .min(1)
      .nullable()
      .meta({ description: 'Per-user sequence; null for a shared room' }),
    name: z.string(),
    at: z.iso.datetime(),
    ids: z.record(z.string(), z.string()),
  })
  .meta({ id: 'EventEnvelope' });
export type EventEnvelope = z.infer<typeof eventEnvelopeSchema>;
