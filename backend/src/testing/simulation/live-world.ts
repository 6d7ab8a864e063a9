import { Types } from 'mongoose';
import { deadlines } from '../../app/deadlines.ts';
import { events } from '../../app/endpoints.ts';
import { wireModules } from '../../app/wire.ts';
import { checkLedger } from '../../modules/ledger/index.ts';
import { receiveCallback, workOffInbox } from '../../modules/payment/inbox.service.ts';
import { addPayoutAddress } from '../../modules/payout/index.ts';
import { createUser } from '../../modules/user/index.ts';
import { advanceClock } from '../../platform/clock.ts';
import { onCrashPoint } from '../../platform/crash-point.ts';
import { createDeadlineRunner } from '../../platform/deadline-runner.ts';
import { database } from '../../platform/mongo.ts';
import { registerEventTypes } from '../../platform/outbox.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { formatUnits, parseUnits } from '../../shared/money.ts';
import type { Actor } from '../../shared/actor.ts';
import {
  payinBody,
  signCallback,
  unconfirmedBody,
  type FakeGateway,
  type FakeInvoice,
} from '../fake-gateway.ts';
import { startPlatform } from '../platform.ts';
import {
  COIN,
  type Deal,
  type Dispute,
  type Milestone,
  type Payment,
  type Request,
  type Side,
  type Transfer,
} from './reference.ts';

/** Where a payout of the simulation goes. */
const DESTINATION = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
/** Accounts, addresses and the clock stay from one sequence to the next. */
const KEPT = new Set(['users', 'payout_addresses', 'clock']);

class SimulatedCrash extends Error {}

/** The gateway prints whole coins. */
const coins = (amount: bigint): string =>
  `${amount / 1_000_000n}.${(amount % 1_000_000n).toString().padStart(6, '0')}`;
const txidOf = ({ key }: Transfer): string => `0x${key.toString(16).padStart(64, '0')}`;

/** The whole product but its routes and its relay, in this process, with a gateway that does as it is told. */
export class LiveWorld {
  readonly gateway: FakeGateway;
  readonly people: readonly Actor[];
  readonly mediators: readonly Actor[];
  readonly admins: readonly Actor[];
  readonly addresses: readonly string[];
  readonly #ids = new Map<string, string>();
  readonly #runner = createDeadlineRunner(deadlines, { queue: false });

  private constructor(
    gateway: FakeGateway,
    people: { people: Actor[]; mediators: Actor[]; admins: Actor[]; addresses: string[] },
  ) {
    this.gateway = gateway;
    this.people = people.people;
    this.mediators = people.mediators;
    this.admins = people.admins;
    this.addresses = people.addresses;
  }

  static async start(gateway: FakeGateway): Promise<LiveWorld> {
    registerEventTypes(events);
    wireModules();
    await startPlatform();
    const make = (count: number, role: 'user' | 'mediator' | 'admin') =>
      Promise.all(Array.from({ length: count }, (_, index) => account(role, index)));
    const [people, mediators, admins] = await Promise.all([
      make(4, 'user'),
      make(2, 'mediator'),
      make(2, 'admin'),
    ]);
    const addresses = await Promise.all(
      people.map((actor) => addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, actor)),
    );
    return new LiveWorld(gateway, { people, mediators, admins, addresses: addresses.map(({ id }) => id) });
  }

  /** Nothing has happened yet. */
  async clear(): Promise<void> {
    this.#ids.clear();
    const names = (await database().listCollections({}, { nameOnly: true }).toArray()).map(
      ({ name }) => name,
    );
    const cleared = names.filter((name) => !KEPT.has(name) && !name.startsWith('system.'));
    await Promise.all(cleared.map((name) => database().collection(name).deleteMany({})));
    this.gateway.invoices.length = 0;
    this.gateway.payouts.length = 0;
    this.gateway.held = {};
  }

  remember(kind: string, key: number | string, id: string): void {
    this.#ids.set(`${kind}/${key}`, id);
  }

  id(kind: string, key: number | string): string {
    const id = this.#ids.get(`${kind}/${key}`);
    if (id === undefined) throw new Error(`there is no ${kind} ${key}`);
    return id;
  }

  person(key: number): Actor {
    const found = this.people[key];
    if (!found) throw new Error(`there is no person ${key}`);
    return found;
  }

  admin(index: number): Actor {
    const found = this.admins[index];
    if (!found) throw new Error(`there is no admin ${index}`);
    return found;
  }

  /** What is in the gateway's wallet of the chain's own coin. */
  holdCoin(base: bigint): void {
    this.gateway.held[COIN] = formatUnits(base, 18);
  }

  /** The gateway holds what its invoices show, less what it has paid out. */
  holdTokens(): void {
    const sums = new Map<string, bigint>();
    const add = (asset: string, amount: string, sign: bigint) =>
      sums.set(asset, (sums.get(asset) ?? 0n) + sign * parseUnits(amount, 6));
    for (const { txs } of this.gateway.invoices)
      for (const { crypto, amount } of txs) add(crypto, amount, 1n);
    for (const { asset, amount, status } of this.gateway.payouts)
      if (status === 'SUCCESS') add(asset, amount, -1n);
    for (const [asset, base] of sums) this.gateway.held[asset] = formatUnits(base, 6);
  }

  party(deal: Deal, side: Side): Actor {
    return this.person(deal[side]);
  }

  /** The contract that was made last for a request, as it is stored. */
  async contract({ key }: Pick<Request, 'key'>) {
    interface StoredContract {
      _id: Types.ObjectId;
      sellerId: Types.ObjectId;
      milestones: { _id: Types.ObjectId; deliveries: { _id: Types.ObjectId }[]; dueAt: Date | null }[];
    }
    const found = await database()
      .collection<StoredContract>('contracts')
      .find({ requestId: new Types.ObjectId(this.id('request', key)) })
      .sort({ _id: -1 })
      .limit(1)
      .next();
    if (!found) throw new Error(`request ${key} has no contract`);
    return found;
  }

  async milestone(deal: Deal, milestone: Milestone) {
    const found = (await this.contract(deal.request)).milestones[milestone.number];
    if (!found) throw new Error(`deal ${deal.key} has no milestone ${milestone.number}`);
    return { ...found, id: found._id.toHexString() };
  }

  /** The newest dispute about a milestone, as it is stored. */
  async dispute(deal: Deal, milestone: Milestone) {
    interface StoredDispute {
      _id: Types.ObjectId;
      mediatorId: Types.ObjectId | null;
      splits: { _id: Types.ObjectId; by: Side; status: string }[];
      proposal: { _id: Types.ObjectId; byId: Types.ObjectId } | null;
      ruling: { byId: Types.ObjectId } | null;
      status: string;
    }
    const { id } = await this.milestone(deal, milestone);
    const found = await database()
      .collection<StoredDispute>('disputes')
      .find({ milestoneId: new Types.ObjectId(id) })
      .sort({ _id: -1 })
      .limit(1)
      .next();
    if (!found) throw new Error(`deal ${deal.key} has no dispute`);
    return { ...found, id: found._id.toHexString() };
  }

  /** Whoever has the case, or else somebody who has not. */
  async mediatorOf(deal: Deal, milestone: Milestone, dispute: Dispute): Promise<Actor> {
    const { mediatorId } = await this.dispute(deal, milestone);
    const all = [...this.mediators, ...this.admins];
    const found = all.find(({ id }) => id === mediatorId?.toHexString());
    const fallback = all[dispute.key % this.mediators.length];
    if (!fallback) throw new Error('there are no mediators');
    return found ?? fallback;
  }

  /** Somebody who may take the case: an appeal is nothing for those who proposed or ruled. */
  async freeMediator(deal: Deal, milestone: Milestone): Promise<Actor> {
    const { proposal, ruling } = await this.dispute(deal, milestone);
    const before = [proposal, ruling].flatMap((made) => made?.byId.toHexString() ?? []);
    const found = [...this.mediators, ...this.admins].find(({ id }) => !before.includes(id));
    if (!found) throw new Error('nobody may have the case');
    return found;
  }

  invoice({ key }: Payment): FakeInvoice {
    const id = this.id('payment', key);
    const found = this.gateway.invoices.find(({ externalId }) => externalId === this.id('external', key));
    if (!found) throw new Error(`the gateway has no invoice of payment ${id}`);
    return found;
  }

  /** The gateway shows these transfers and tells of them, in one callback. */
  async tell(payment: Payment, transfers: readonly Transfer[], confirmed: boolean): Promise<void> {
    const invoice = this.invoice(payment);
    const told = transfers.map((transfer) => ({
      txid: txidOf(transfer),
      amount: coins(transfer.amount),
      crypto: transfer.asset,
    }));
    const [first] = told;
    if (!first) return;
    if (confirmed) {
      const shown = new Set(invoice.txs.map(({ txid }) => txid));
      const fresh = told.filter(({ txid }) => !shown.has(txid));
      invoice.txs.push(...fresh.map((row) => ({ ...row, addr: invoice.address, status: 'CONFIRMED' })));
    }
    const body = confirmed ? payinBody(invoice, told) : unconfirmedBody(invoice, first);
    const headers = Object.entries(signCallback(body, process.env['SHKEEPER_API_KEY'] ?? '')).flat();
    await receiveCallback(headers, Buffer.from(body));
    // What was begun before and not finished is due again.
    const unfinished = { status: 'new' };
    await database()
      .collection('gateway_inbox')
      .updateMany(unfinished, { $set: { notBefore: new Date(0) } });
    await workOffInbox();
  }

  async advance(byMs: number): Promise<void> {
    await advanceClock(byMs);
    await this.#runner.sweep();
  }

  /** Runs something that dies at the first crash point before a commit, if it comes to one. */
  async dies(run: () => Promise<unknown>): Promise<boolean> {
    let died = false as boolean;
    onCrashPoint((name) => {
      if (!name.endsWith(':before-commit')) return;
      died = true;
      throw new SimulatedCrash(name);
    });
    try {
      await run();
    } catch (error) {
      // A worker notes such an end itself and goes on later; whoever called a service hears of it.
      if (!died) throw error;
    } finally {
      onCrashPoint(null);
    }
    return died;
  }

  async statusOf({ key }: Request): Promise<string> {
    const found = await database()
      .collection<{ status: string }>('purchase_requests')
      .findOne({ _id: new Types.ObjectId(this.id('request', key)) });
    return found?.status ?? 'gone';
  }

  async payoutStatus(key: number): Promise<string> {
    const found = await database()
      .collection<{ status: string }>('payouts')
      .findOne({ _id: new Types.ObjectId(this.id('payout', key)) });
    return found?.status ?? 'gone';
  }

  /** Every invariant of the ledger, and who holds what by the reference's names. */
  async books(): Promise<{ faults: readonly unknown[]; holdings: Map<string, bigint> }> {
    const names = await this.#namesById();
    const { faults, sums } = await checkLedger();
    const holdings = new Map<string, bigint>();
    for (const { account, asset, balanceBase } of sums.values()) {
      if (balanceBase === 0n) continue;
      const [kind = '', owner = '', part] = account.split(':');
      const name = nameOf(kind, owner, part, names);
      const isDebit = kind === 'gateway' || kind === 'network_fee';
      holdings.set(`${name}/${asset}`, isDebit ? -balanceBase : balanceBase);
    }
    return { faults, holdings };
  }

  async #namesById(): Promise<Map<string, string>> {
    const names = new Map<string, string>(this.people.map(({ id }, key) => [id, String(key)]));
    for (const [name, id] of this.#ids) names.set(id, name.split('/')[1] ?? '');
    const contracts = await database()
      .collection<{ _id: Types.ObjectId; milestones: { _id: Types.ObjectId }[] }>('contracts')
      .find()
      .toArray();
    for (const { milestones } of contracts)
      for (const [number, { _id }] of milestones.entries()) names.set(_id.toHexString(), String(number));
    return names;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  buyer_credit: 'credit',
  refund_payable: 'refund',
  seller_payable: 'earned',
  payout_inflight: 'inflight',
  fee_revenue: 'fees',
  network_fee: 'burnt',
};

const FOR_ALL: ReadonlySet<string> = new Set([
  'gateway',
  'suspense',
  'quarantine',
  'fees',
  'equity',
  'burnt',
]);

function nameOf(
  kind: string,
  owner: string,
  part: string | undefined,
  names: ReadonlyMap<string, string>,
): string {
  const named = KINDS[kind] ?? kind;
  if (FOR_ALL.has(named)) return `${named}/all`;
  const of = (id: string): string => names.get(id) ?? id;
  return part === undefined ? `${named}/${of(owner)}` : `${named}/${of(owner)}.${of(part)}`;
}

async function account(role: 'user' | 'mediator' | 'admin', index: number): Promise<Actor> {
  const { id } = await inTransaction((tx) =>
    createUser(tx, {
      email: `${role}${index}@example.org`,
      name: `${role} ${index}`,
      language: 'en',
      emailVerifiedAt: new Date(),
      roles: role === 'user' ? ['user'] : ['user', role],
    }),
  );
  return { id, role, emailVerified: true, sessionId: new Types.ObjectId().toHexString(), stepUpUntil: 0 };
}
