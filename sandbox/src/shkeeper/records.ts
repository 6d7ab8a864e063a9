import type { Address, Hash, Hex } from 'viem';
import { z } from 'zod';

/** The shapes of the rows in the store; the store checks every row it reads against them. */
const decimalText = z.string();
const address = z.custom<Address>((value) => typeof value === 'string' && value.startsWith('0x'));
const hash = z.custom<Hash>((value) => typeof value === 'string' && value.startsWith('0x'));
const hex = z.custom<Hex>((value) => typeof value === 'string' && value.startsWith('0x'));
const boolean = z.number().transform((value) => value === 1);

export const InvoiceRow = z.object({
  id: z.number(),
  externalId: z.string(),
  callbackUrl: z.string(),
  fiat: z.string(),
  crypto: z.string(),
  address,
  amountFiat: decimalText,
  amountCrypto: decimalText,
  exchangeRate: decimalText,
  balanceFiat: decimalText,
  balanceCrypto: decimalText,
  status: z.enum(['UNPAID', 'PARTIAL', 'PAID', 'OVERPAID']),
  /** Milliseconds on the moved clock. */
  createdAt: z.number(),
});
export type Invoice = z.infer<typeof InvoiceRow>;

export const AddressRow = z.object({
  address,
  invoiceId: z.number(),
  crypto: z.string(),
  hdIndex: z.number(),
});
export type InvoiceAddress = z.infer<typeof AddressRow>;

export const TransactionRow = z.object({
  id: z.number(),
  invoiceId: z.number(),
  txid: hash,
  crypto: z.string(),
  address,
  amountCrypto: decimalText,
  amountFiat: decimalText,
  blockNumber: z.number(),
  needsConfirmations: boolean,
  /** Milliseconds, from the block's own time. */
  createdAt: z.number(),
});
export type Transaction = z.infer<typeof TransactionRow>;

export const UnconfirmedRow = z.object({
  id: z.number(),
  invoiceId: z.number(),
  txid: hash,
  crypto: z.string(),
  address,
  amountCrypto: decimalText,
  /** True once the transaction is in a block; the row then only backs a callback still to be sent. */
  seen: boolean,
});
export type UnconfirmedTransaction = z.infer<typeof UnconfirmedRow>;

export const CallbackRow = z.object({
  id: z.number(),
  kind: z.enum(['payment', 'unconfirmed', 'payout']),
  /** The row of `transactions`, `unconfirmed` or `payouts` that the body is built from. */
  refId: z.number(),
  externalId: z.string(),
  url: z.string(),
  state: z.enum(['waiting', 'delivered', 'lost', 'given-up', 'dropped']),
  attempts: z.number(),
  /** Copies still to be sent although the callback was accepted. */
  copies: z.number(),
  /** Milliseconds of real time. */
  nextAt: z.number(),
  createdAt: z.number(),
});
export type Callback = z.infer<typeof CallbackRow>;

export const AttemptRow = z.object({
  callbackId: z.number(),
  at: z.number(),
  httpStatus: z.number().nullable(),
  error: z.string().nullable(),
  body: z.string(),
});
export type Attempt = z.infer<typeof AttemptRow>;

export const PayoutRow = z.object({
  id: z.number(),
  externalId: z.string().nullable(),
  crypto: z.string(),
  amount: decimalText,
  destination: z.string(),
  callbackUrl: z.string().nullable(),
  taskId: z.string().nullable(),
  status: z.enum(['IN_PROGRESS', 'SUCCESS', 'FAIL']),
  error: z.string().nullable(),
  txid: hash.nullable(),
  createdAt: z.number(),
});
export type Payout = z.infer<typeof PayoutRow>;

export const TaskRow = z.object({
  seq: z.number(),
  id: z.string(),
  crypto: z.string(),
  destination: z.string(),
  amount: decimalText,
  /** What the wallet will do: pay, or one of the faults that was switched on when it was asked. */
  plan: z.enum(['pay', 'half-fail', 'fail']),
  status: z.enum(['PENDING', 'SUCCESS', 'FAILURE']),
  result: z.string().nullable(),
  txid: hash.nullable(),
});
export type Task = z.infer<typeof TaskRow>;

export const ChainTransactionRow = z.object({
  seq: z.number(),
  hash,
  raw: hex,
  purpose: z.string(),
  sender: address,
  nonce: z.number(),
  sentAt: z.number(),
  refused: boolean,
});
export type ChainTransaction = z.infer<typeof ChainTransactionRow>;
