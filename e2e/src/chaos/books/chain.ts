import type { Asset } from '../shapes.ts';
import { tokenBalance, tokenTransfers } from '../../lib/chain.ts';
import { baseOf, type GatewayState } from '../gateway.ts';

/** The third book: token transfers as the chain logged them, and beside it what the gateway wrote down itself. */

export interface Transfer {
  asset: string;
  txid: string;
  from: string;
  to: string;
  amountBase: bigint;
}

export interface ChainBook {
  /** From outside to an address of the gateway. */
  incoming: Transfer[];
  /** From an address of the gateway to somebody outside. */
  outgoing: Transfer[];
  /** What stands at all addresses of the gateway, by asset. */
  held: Map<string, bigint>;
}

export interface GatewayRecord {
  /** What its invoices say has come in, by asset. */
  received: Map<string, bigint>;
  /** What its queue says was transferred, by transaction. */
  transferred: Map<string, { asset: string; destination: string; amountBase: bigint }>;
}

export async function readChain(
  assets: readonly Asset[],
  gatewayAddresses: readonly string[],
): Promise<ChainBook> {
  const ours = new Set(gatewayAddresses.map((address) => address.toLowerCase()));
  const book: ChainBook = { incoming: [], outgoing: [], held: new Map() };
  for (const { code, contract } of assets) {
    for (const transfer of await tokenTransfers(contract)) {
      const one = { ...transfer, asset: code };
      if (ours.has(one.to) && !ours.has(one.from)) book.incoming.push(one);
      if (ours.has(one.from) && !ours.has(one.to)) book.outgoing.push(one);
    }
    let held = 0n;
    for (const address of ours) held += await tokenBalance(contract, address);
    book.held.set(code, held);
  }
  return book;
}

export function readRecord(state: GatewayState): GatewayRecord {
  const record: GatewayRecord = { received: new Map(), transferred: new Map() };
  for (const { crypto, balanceBase } of state.invoices)
    record.received.set(crypto, (record.received.get(crypto) ?? 0n) + BigInt(balanceBase));
  for (const { crypto, destination, amount, txid, status } of state.tasks) {
    if (txid === null || status !== 'SUCCESS') continue;
    const amountBase = baseOf(amount);
    record.transferred.set(txid.toLowerCase(), {
      asset: crypto,
      destination: destination.toLowerCase(),
      amountBase,
    });
  }
  return record;
}
