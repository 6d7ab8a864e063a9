import { z } from 'zod';

/** Fields as the gateway prints them; unknown ones are kept, so that a newer gateway does not break us. */
const gatewayDecimal = z.string().regex(/^\d{1,30}(\.\d{1,18})?$/);
const txid = z.string().min(1).max(200);
const code = z.string().min(1).max(40);
const externalId = z.string().min(1).max(200);

const transactionSchema = z.looseObject({
  txid,
  amount_crypto: gatewayDecimal,
  trigger: z.boolean(),
  crypto: code,
});

export const payinCallbackSchema = z.looseObject({
  external_id: externalId,
  crypto: code,
  addr: z.string().min(1).max(200),
  status: z.enum(['PARTIAL', 'PAID', 'OVERPAID']),
  transactions: z.array(transactionSchema).min(1).max(1000),
});

export const unconfirmedCallbackSchema = z.looseObject({
  status: z.literal('unconfirmed'),
  external_id: externalId,
  addr: z.string().min(1).max(200),
  amount: gatewayDecimal,
  crypto: code,
  txid,
});

export const payoutCallbackSchema = z.looseObject({
  payout_id: z.union([z.string(), z.number()]),
  external_id: externalId,
  status: z.literal('SUCCESS'),
  crypto: code,
});

/** One transaction as a callback tells it. `amount` in whole coins as a decimal string. */
export interface ToldTransaction {
  readonly txid: string;
  readonly crypto: string;
  readonly amount: string;
}

export type Callback =
  | {
      readonly kind: 'payin' | 'unconfirmed';
      readonly externalId: string;
      readonly address: string;
      readonly transactions: readonly ToldTransaction[];
      /** The same for every copy of one callback. */
      readonly dedupKey: string;
    }
  | { readonly kind: 'payout'; readonly externalId: string; readonly dedupKey: string };

function readPayin(json: unknown): Callback | null {
  const parsed = payinCallbackSchema.safeParse(json);
  if (!parsed.success) return null;
  const { external_id, crypto, addr, transactions } = parsed.data;
  const trigger = transactions.find((transaction) => transaction.trigger);
  if (!trigger) return null;
  return {
    kind: 'payin',
    externalId: external_id,
    address: addr,
    transactions: transactions.map((transaction) => ({
      txid: transaction.txid,
      crypto: transaction.crypto,
      amount: transaction.amount_crypto,
    })),
    dedupKey: JSON.stringify(['payin', external_id, crypto, trigger.txid]),
  };
}

function readUnconfirmed(json: unknown): Callback | null {
  const parsed = unconfirmedCallbackSchema.safeParse(json);
  if (!parsed.success) return null;
  const { external_id, crypto, addr, txid: seen, amount } = parsed.data;
  return {
    kind: 'unconfirmed',
    externalId: external_id,
    address: addr,
    transactions: [{ txid: seen, crypto, amount }],
    dedupKey: JSON.stringify(['unconfirmed', external_id, crypto, seen]),
  };
}

function readPayout(json: unknown): Callback | null {
  const parsed = payoutCallbackSchema.safeParse(json);
  if (!parsed.success) return null;
  const { external_id, payout_id } = parsed.data;
  return {
    kind: 'payout',
    externalId: external_id,
    dedupKey: JSON.stringify(['payout', external_id, String(payout_id)]),
  };
}

/** What a callback says, or null when its form is none of the known ones. Checks no signature. */
export function readCallback(rawBody: Buffer): Callback | null {
  let json: unknown;
  try {
    json = JSON.parse(rawBody.toString('utf8'));
  } catch {
    return null;
  }
  return readUnconfirmed(json) ?? readPayout(json) ?? readPayin(json);
}
