import type { ChainBook, GatewayRecord, Transfer } from './chain.ts';
import type { LedgerBook } from './ledger.ts';
import { Sums } from './sums.ts';
import { personal, sharesOf, type ToldBook, type ToldPayout } from './told.ts';

export interface Books {
  told: ToldBook;
  ledger: LedgerBook;
  chain: ChainBook;
  record: GatewayRecord;
  assets: readonly string[];
}

/** One line of the table at the end; empty where a book cannot know. */
export interface Row {
  name: string;
  told: bigint | null;
  ledger: bigint | null;
  chain: bigint | null;
  gateway: bigint | null;
}

export interface Verdict {
  differences: string[];
  rows: Row[];
}

const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((total, one) => total + one, 0n);
const endedUnpaid = new Set(['failed', 'cancelled']);

/** What follows from the told book for each person, deal and for Amn. */
function derive(told: ToldBook) {
  const earned = new Sums();
  const totals = { sellers: 0n, buyers: 0n, fees: 0n, held: 0n };
  const heldByContract = new Sums();
  for (const deal of told.deals.values()) {
    const received = new Sums();
    for (const { asset, amountBase } of deal.received.values()) received.add(asset, amountBase);
    for (const milestone of deal.milestones.values()) {
      const { buyer, seller, fee, held } = sharesOf(milestone);
      earned.add(`${deal.sellerId}/${milestone.asset}`, seller);
      earned.add(`${deal.buyerId}/${milestone.asset}`, buyer);
      received.add(milestone.asset, -milestone.heldBase);
      heldByContract.add(`${deal.contractId}/${milestone.asset}`, held);
      totals.sellers += seller;
      totals.buyers += buyer;
      totals.fees += fee;
      totals.held += held;
    }
    // What came in and was not held for the deal is the buyer's: too much, too late, or for nothing.
    for (const asset of received.names()) {
      earned.add(`${deal.buyerId}/${asset}`, received.of(asset));
      totals.buyers += received.of(asset);
    }
  }
  return { earned, totals, heldByContract };
}

/** Compares the three books with each other, thing by thing. An empty list means that they say the same. */
export function compareBooks(books: Books): Verdict {
  const { told, ledger, chain, record, assets } = books;
  const differences = [...told.contradictions, ...ledger.faults];
  const expectSame = (what: string, named: Record<string, bigint>): void => {
    const values = Object.values(named);
    if (values.every((value) => value === values[0])) return;
    const said = Object.entries(named).map(([book, value]) => `${book} ${value}`);
    differences.push(`${what}: ${said.join(', ')}`);
  };
  const derived = derive(told);
  compareDeals(books, derived.heldByContract, expectSame, differences);
  comparePeople(books, derived.earned, expectSame);
  compareIncoming(books, differences);
  comparePayouts(books, differences);
  for (const asset of assets) {
    const inAsset = (one: Transfer): boolean => one.asset === asset;
    const incoming = sum(chain.incoming.filter(inAsset).map(({ amountBase }) => amountBase));
    const outgoing = sum(chain.outgoing.filter(inAsset).map(({ amountBase }) => amountBase));
    const held = chain.held.get(asset) ?? 0n;
    expectSame(`${asset} held`, {
      ledger: -ledger.accounts.of(`gateway:${asset}/${asset}`),
      chain: held,
      'in less out': incoming - outgoing,
    });
    expectSame(`${asset} in`, { chain: incoming, gateway: record.received.get(asset) ?? 0n });
    for (const place of ['suspense', 'quarantine'])
      expectSame(`${asset} in ${place} at the end`, {
        ledger: ledger.accounts.of(`${place}:${asset}/${asset}`),
        due: 0n,
      });
    expectSame(`${asset} lost`, { ledger: ledger.accounts.of(`loss/${asset}`), due: 0n });
  }
  const rows = rowsOf(books, derived.totals);
  for (const { name, told: first, ledger: second, chain: third, gateway: fourth } of rows) {
    const known = { clients: first, ledger: second, chain: third, gateway: fourth };
    const named = Object.entries(known).filter((entry): entry is [string, bigint] => entry[1] !== null);
    expectSame(`in total, ${name}`, Object.fromEntries(named));
  }
  return { differences, rows };
}

type ExpectSame = (what: string, named: Record<string, bigint>) => void;

function compareDeals(
  { told, ledger, assets }: Books,
  heldByContract: Sums,
  expectSame: ExpectSame,
  differences: string[],
): void {
  const sent = new Sums();
  for (const { requestId, asset, amountBase } of told.sent)
    sent.add(`${requestId}/${asset}`, BigInt(amountBase));
  for (const deal of told.deals.values()) {
    const [buyerSaw, sellerSaw] = [deal.status.get('buyer'), deal.status.get('seller')];
    // A request that is over is its buyer’s alone.
    if (buyerSaw !== sellerSaw && sellerSaw !== 'gone')
      differences.push(
        `deal ${deal.requestId}: its buyer was told ${buyerSaw ?? '–'}, its seller ${sellerSaw ?? '–'}`,
      );
    for (const asset of assets) {
      const payments = [...deal.received.values()].filter((one) => one.asset === asset);
      expectSame(`deal ${deal.requestId}, paid in ${asset}`, {
        sent: sent.of(`${deal.requestId}/${asset}`),
        told: sum(payments.map(({ amountBase }) => amountBase)),
        ledger: ledger.deposits.of(`${deal.requestId}/${asset}`),
      });
      expectSame(`deal ${deal.requestId}, in escrow ${asset}`, {
        told: heldByContract.of(`${deal.contractId}/${asset}`),
        ledger: ledger.accounts.total(
          (name) => name.startsWith(`escrow:${deal.contractId}:`) && name.endsWith(`/${asset}`),
        ),
      });
    }
  }
  for (const name of ledger.deposits.names()) {
    const [requestId = ''] = name.split('/');
    if (!told.deals.has(requestId))
      differences.push(`the ledger has a deposit for ${name}, a deal nobody was told of`);
  }
}

function comparePeople({ told, ledger, assets }: Books, earned: Sums, expectSame: ExpectSame): void {
  for (const userId of told.userIds) {
    for (const asset of assets) {
      for (const account of personal) {
        const name = `${account}:${userId}/${asset}`;
        expectSame(name, { told: told.balances.get(name) ?? 0n, ledger: ledger.accounts.of(name) });
      }
      const payouts = [...told.payouts.values()].filter(
        (one) => one.userId === userId && one.money.asset === asset && !endedUnpaid.has(one.status),
      );
      const inflight = payouts.filter(({ status }) => status !== 'confirmed');
      expectSame(`${asset} on its way to ${userId}`, {
        told: told.balances.get(`payout_inflight:${userId}/${asset}`) ?? 0n,
        payouts: sum(inflight.map(({ money }) => BigInt(money.amount))),
      });
      expectSame(`what ${userId} has left in ${asset}`, {
        'by all they were told':
          earned.of(`${userId}/${asset}`) - sum(payouts.map(({ money }) => BigInt(money.amount))),
        'by their balances': sum(
          personal.map((account) => told.balances.get(`${account}:${userId}/${asset}`) ?? 0n),
        ),
      });
    }
  }
}

const lineOf = ({
  asset,
  txid,
  to,
  amountBase,
}: Pick<Transfer, 'asset' | 'txid' | 'to' | 'amountBase'>): string =>
  `${amountBase} ${asset} to ${to.toLowerCase()} in ${txid.toLowerCase()}`;

/** Says of each line that is in one list and not as often in the other. */
function compareLines(
  first: readonly string[],
  firstName: string,
  second: readonly string[],
  secondName: string,
): string[] {
  const counts = new Map<string, number>();
  for (const line of first) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of second) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].flatMap(([line, count]) => {
    if (count === 0) return [];
    return count > 0
      ? [`${firstName} and not ${secondName}: ${line}`]
      : [`${secondName} and not ${firstName}: ${line}`];
  });
}

function compareIncoming({ told, chain }: Books, differences: string[]): void {
  const sent = told.sent.map(({ asset, txid, address, amountBase }) =>
    lineOf({ asset, txid, to: address, amountBase: BigInt(amountBase) }),
  );
  differences.push(...compareLines(sent, 'sent by a client', chain.incoming.map(lineOf), 'on the chain'));
}

function comparePayouts({ told, ledger, chain, record }: Books, differences: string[]): void {
  const confirmed = [...told.payouts.values()].filter(({ status }) => status === 'confirmed');
  const paid = confirmed.map(({ sent, destination, txid }) =>
    lineOf({
      asset: sent.asset,
      txid: txid ?? 'no transaction',
      to: destination,
      amountBase: BigInt(sent.amount),
    }),
  );
  const onChain = chain.outgoing.map(lineOf);
  differences.push(...compareLines(paid, 'told as paid out', onChain, 'on the chain'));
  const queued = [...record.transferred].map(([txid, { asset, destination, amountBase }]) =>
    lineOf({ asset, txid, to: destination, amountBase }),
  );
  differences.push(...compareLines(queued, 'in the gateway’s record', onChain, 'on the chain'));
  const booked = [...ledger.paidOut].map(
    ([id, { asset, amountBase }]) => `payout ${id}: ${amountBase} ${asset}`,
  );
  const expected = confirmed.map(({ id, sent }) => `payout ${id}: ${sent.amount} ${sent.asset}`);
  differences.push(...compareLines(expected, 'told as paid out', booked, 'in the ledger'));
}

/** What was deducted from a payout for the network. */
const keptOf = ({ money, sent }: ToldPayout): bigint => BigInt(money.amount) - BigInt(sent.amount);

function rowsOf(
  { told, ledger, chain, record, assets }: Books,
  totals: { sellers: bigint; buyers: bigint; fees: bigint; held: bigint },
): Row[] {
  // The chain's own coin, which pays for gas, is nobody's but Amn's and is not told to anybody.
  const isTold = (name: string): boolean => assets.some((asset) => name.endsWith(`/${asset}`));
  const accounts = (kind: string): bigint =>
    ledger.accounts.total(
      (name) => isTold(name) && (name.startsWith(`${kind}:`) || name.startsWith(`${kind}/`)),
    );
  const confirmed = [...told.payouts.values()].filter(({ status }) => status === 'confirmed');
  const balances = [...told.balances].filter(([name]) => !name.startsWith('payout_inflight'));
  const inflight = [...told.balances].filter(([name]) => name.startsWith('payout_inflight'));
  const paidIn = sum(told.sent.map(({ amountBase }) => BigInt(amountBase)));
  const paidOut = sum(confirmed.map(({ sent }) => BigInt(sent.amount)));
  const row = (
    name: string,
    toldBase: bigint | null,
    ledgerBase: bigint | null,
    chainBase: bigint | null = null,
    gatewayBase: bigint | null = null,
  ): Row => ({ name, told: toldBase, ledger: ledgerBase, chain: chainBase, gateway: gatewayBase });
  return [
    row(
      'paid in',
      paidIn,
      ledger.deposits.total(() => true),
      sum(chain.incoming.map(({ amountBase }) => amountBase)),
      sum(record.received.values()),
    ),
    row('fees of Amn', totals.fees, accounts('fee_revenue')),
    row('kept for network fees', sum(confirmed.map(keptOf)), accounts('network_fee')),
    row('still in escrow', totals.held, accounts('escrow')),
    row('left in balances', sum(balances.map(([, value]) => value)), sum(personal.map(accounts))),
    row('on its way out', sum(inflight.map(([, value]) => value)), accounts('payout_inflight')),
    row(
      'paid out',
      paidOut,
      sum([...ledger.paidOut.values()].map(({ amountBase }) => amountBase)),
      sum(chain.outgoing.map(({ amountBase }) => amountBase)),
      sum([...record.transferred.values()].map(({ amountBase }) => amountBase)),
    ),
    row(
      'held at the end',
      paidIn - paidOut,
      -sum(assets.map((asset) => ledger.accounts.of(`gateway:${asset}/${asset}`))),
      sum(chain.held.values()),
      sum(record.received.values()) -
        sum([...record.transferred.values()].map(({ amountBase }) => amountBase)),
    ),
  ];
}
