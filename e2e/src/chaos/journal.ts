import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * What a client was told, line by line, as the answers came in. It is written before anything is done with an
 * answer, and it is the first of the three books.
 */

const money = z.object({ amount: z.string(), asset: z.string() });

export const milestoneSchema = z.object({
  id: z.string(),
  status: z.string(),
  held: money.nullable(),
  sellerGets: money.nullable(),
  fee: money.nullable(),
});

const entrySchemas = [
  /** Something was made: one thing for each key, however often it was sent. */
  z.object({
    kind: z.literal('made'),
    what: z.enum(['request', 'offer', 'payout']),
    key: z.string(),
    id: z.string(),
  }),
  /** Tokens left this client's wallet. */
  z.object({
    kind: z.literal('sent'),
    requestId: z.string(),
    address: z.string(),
    asset: z.string(),
    amountBase: z.string(),
    txid: z.string(),
  }),
  /** A deal as one of its parties saw it. */
  z.object({
    kind: z.literal('deal'),
    requestId: z.string(),
    contractId: z.string(),
    role: z.enum(['buyer', 'seller']),
    buyerId: z.string(),
    sellerId: z.string(),
    status: z.string(),
    version: z.number(),
    milestones: z.array(milestoneSchema),
  }),
  /** The time to pay ran out: what was a deal is a request again. */
  z.object({
    kind: z.literal('lapsed'),
    requestId: z.string(),
    role: z.enum(['buyer', 'seller']),
    status: z.string(),
  }),
  /** How a dispute about a milestone ended. */
  z.object({
    kind: z.literal('division'),
    requestId: z.string(),
    milestoneId: z.string(),
    buyerGets: money,
    sellerGets: money,
    fee: money,
  }),
  /** What has come in for a deal by one payment. */
  z.object({
    kind: z.literal('payment'),
    requestId: z.string(),
    paymentId: z.string(),
    contractId: z.string(),
    address: z.string().nullable(),
    status: z.string(),
    received: money,
  }),
  z.object({
    kind: z.literal('payout'),
    id: z.string(),
    reference: z.string(),
    source: z.string(),
    status: z.string(),
    money,
    sent: money,
    destination: z.string(),
    txid: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('balance'),
    asset: z.string(),
    seller_payable: z.string(),
    refund_payable: z.string(),
    buyer_credit: z.string(),
    payout_inflight: z.string(),
    escrowSelling: z.string(),
    escrowBuying: z.string(),
  }),
  /** How many there are of what this client has made, as the lists say at the end. */
  z.object({ kind: z.literal('count'), what: z.enum(['request', 'payout']), count: z.number() }),
  /** Something that no honest answer explains. */
  z.object({ kind: z.literal('wrong'), what: z.string() }),
] as const;

const bodySchema = z.discriminatedUnion('kind', entrySchemas);
export type Told = z.infer<typeof bodySchema>;
export type ToldOf<K extends Told['kind']> = Extract<Told, { kind: K }>;

const lineSchema = z.object({ userId: z.string(), at: z.string(), told: bodySchema });
export type Line = z.infer<typeof lineSchema>;

export class Journal {
  readonly #file: string;
  readonly #userId: string;

  constructor(folder: string, userId: string) {
    this.#file = join(folder, `${userId}.jsonl`);
    this.#userId = userId;
  }

  write(told: Told): void {
    // Synchronously: a line that is not on disk when the next request goes out could be lost with this process.
    const line: Line = { userId: this.#userId, at: new Date().toISOString(), told };
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}

/** All lines of all clients; those of one client in the order in which they were written. */
export function readJournals(folder: string): Line[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}
