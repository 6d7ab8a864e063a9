import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { z } from 'zod';
import { Refusal } from '../lib/api.ts';
import { newKey, type Client } from './caller.ts';
import { balancesSchema, idSchema, moneySchema, payoutSchema, type Asset } from './shapes.ts';

const SOURCES = ['seller_payable', 'refund_payable', 'buyer_credit'] as const;
/** A dollar: less is not paid out and stays. */
const LEAST_BASE = 1_000_000n;

/** Reads all balances of a client and writes them down. @returns what can be withdrawn */
export async function readBalances(client: Client) {
  const { items } = await client.caller.get('/api/ledger/balances', balancesSchema);
  return items.flatMap((item) => {
    const balance = {
      seller_payable: item.sellerPayable.amount,
      refund_payable: item.refundPayable.amount,
      buyer_credit: item.buyerCredit.amount,
    };
    client.journal.write({
      kind: 'balance',
      asset: item.asset,
      ...balance,
      payout_inflight: item.payoutInflight.amount,
      escrowSelling: item.escrowSelling.amount,
      escrowBuying: item.escrowBuying.amount,
    });
    return SOURCES.map((source) => ({ source, asset: item.asset, amountBase: BigInt(balance[source]) }));
  });
}

/** Enters a wallet that nobody has seen yet, so that whatever reaches it was sent for one payout. */
async function freshAddress(client: Client, chainId: number): Promise<string> {
  const { address } = privateKeyToAccount(generatePrivateKey());
  await client.caller.stepUp();
  const body = { chainId, address, label: 'A wallet' };
  return (await client.caller.post('/api/payout/addresses', body, idSchema)).id;
}

async function request(client: Client, source: string, asset: Asset, amountBase: bigint): Promise<string> {
  const money = { amount: amountBase.toString(), asset: asset.code };
  const addressId = await freshAddress(client, asset.chainId);
  const query = new URLSearchParams({ source, asset: asset.code, amount: money.amount });
  const quoteSchema = z.object({ deducted: moneySchema });
  const quote = await client.caller.get(`/api/payout/quote?${query.toString()}`, quoteSchema);
  const reference = newKey();
  const body = { reference, source, money, addressId, acceptedFee: quote.deducted.amount };
  const payout = await client.caller.post('/api/payout/payouts', body, payoutSchema, reference);
  client.journal.write({ kind: 'made', what: 'payout', key: reference, id: payout.id });
  client.journal.write({ kind: 'payout', ...payout });
  return payout.id;
}

/** Withdraws from what there is, all of it or some. @param share the chance that a balance is touched at all */
export async function withdrawSome(client: Client, assets: readonly Asset[], share: number): Promise<number> {
  const { random } = client;
  let made = 0;
  for (const { source, asset: code, amountBase } of await readBalances(client)) {
    const asset = assets.find((one) => one.code === code);
    if (asset === undefined || amountBase < LEAST_BASE || !random.chance(share)) continue;
    const part = random.chance(0.5) ? amountBase : (amountBase * BigInt(random.between(30, 99))) / 100n;
    if (part < LEAST_BASE) continue;
    try {
      const id = await request(client, source, asset, part);
      made += 1;
      if (random.chance(0.1)) await takeBack(client, id);
    } catch (error) {
      // The fee that would be deducted has changed, or it would take all: nothing was reserved.
      if (!(error instanceof Refusal) || !['CONFLICT', 'VALIDATION_FAILED'].includes(error.code)) throw error;
    }
  }
  return made;
}

/** It may be under way already; then it goes on. */
async function takeBack(client: Client, payoutId: string): Promise<void> {
  try {
    await client.caller.post(`/api/payout/payouts/${payoutId}/cancel`, undefined, payoutSchema);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 409) throw error;
  }
}
