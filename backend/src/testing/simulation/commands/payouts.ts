import { approvePayout, cancelPayout, failPayout, requestPayout } from '../../../modules/payout/index.ts';
import { workOnPayouts } from '../../../modules/payout/payout.workers.ts';
import { postings } from '../../../modules/ledger/ledger.postings.ts';
import type { WithdrawableKind } from '../../../modules/ledger/index.ts';
import { onCrashPoint } from '../../../platform/crash-point.ts';
import { database } from '../../../platform/mongo.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import type { PayoutMood } from '../../fake-gateway.ts';
import type { LiveWorld } from '../live-world.ts';
import { person, type MemoryWorld } from '../memory-world.ts';
import { ASSETS, CENT, newKey, PERIODS, type Asset, type Payout, type Reference } from '../reference.ts';

const SOURCES = { credit: 'buyer_credit', refund: 'refund_payable', earned: 'seller_payable' } as const;
type Source = keyof typeof SOURCES;
const KINDS = Object.keys(SOURCES) as Source[];
const LEAST = 100n * CENT;
/** Above the first limit one admin has to agree. The second is beyond what the simulated deals come to. */
const AUTOMATIC = 100_000n * CENT;

const amountsFrom = (balance: bigint, n: number): bigint =>
  [balance, balance, balance / 2n, balance + 1n, LEAST, LEAST - 1n][n % 6] ?? balance;

function requesting(
  reference: Reference,
  who: number,
  source: Source,
  asset: Asset,
  amount: bigint,
): Attempt {
  const key = reference.keys;
  const enough = reference.holdings.get(source, who, asset) >= amount;
  const approvalsNeeded = amount > AUTOMATIC ? 1 : 0;
  const input = (world: LiveWorld) => ({
    reference: `simulated-payout-${key}`,
    source: SOURCES[source],
    money: { amount: String(amount), asset },
    addressId: world.addresses[who] ?? '',
  });
  return {
    label: `person ${who} wants ${amount} ${asset} of ${source} (payout ${key})`,
    verdict: verdictOf(true, enough && amount >= LEAST),
    effect: () => {
      newKey(reference);
      reference.holdings.add(source, who, asset, -amount);
      reference.holdings.add('inflight', key, asset, amount);
      reference.payouts.push({
        key,
        person: who,
        source,
        asset,
        amount,
        approvalsNeeded,
        status: approvalsNeeded === 0 ? 'approved' : 'requested',
        changedAt: reference.now,
        atGateway: 'nothing',
        approvedBy: new Set(),
        failedBy: new Set(),
      });
    },
    memory: (world) => {
      world.openPayout(key);
      world.ledger.post(
        postings.payoutReserved({
          asset,
          amountBase: amount,
          source: SOURCES[source],
          userId: person(who),
          payoutId: nameOf(key),
        }),
      );
      if (approvalsNeeded === 0) world.payout(key, 'approve', 'timer');
    },
    live: async (world) => {
      const { id } = await requestPayout(input(world), world.person(who));
      world.remember('payout', key, id);
    },
  };
}

const nameOf = (key: number): string => `o${key}`;

export const request: Command = {
  name: 'requestPayout',
  weight: 4,
  attempts: (reference, n) =>
    reference.people.flatMap((who) =>
      KINDS.flatMap((source) =>
        ASSETS.map((asset) => {
          const balance = reference.holdings.get(source, who, asset);
          return requesting(reference, who, source, asset, amountsFrom(balance, n));
        }),
      ),
    ),
};

/** A step of a payout in memory: the table's row, and the posting that it asks for. */
function step(
  world: MemoryWorld,
  { key, person: who, source, asset, amount }: Payout,
  ...[action, by]: [Parameters<MemoryWorld['payout']>[1], Parameters<MemoryWorld['payout']>[2]]
): void {
  const posting = world.payout(key, action, by);
  const payoutId = nameOf(key);
  const kind: WithdrawableKind = SOURCES[source];
  if (posting === 'payout_confirmed') {
    world.ledger.post(postings.payoutConfirmed({ asset, amountBase: amount, feeBase: 0n, payoutId }));
  } else if (posting === 'payout_failed') {
    const back = { asset, amountBase: amount, source: kind, userId: person(who), payoutId };
    world.ledger.post(postings.payoutFailed(back));
  }
}

function giveBack({ holdings }: Reference, { key, source, person: who, asset, amount }: Payout): void {
  holdings.add('inflight', key, asset, -amount);
  holdings.add(source, who, asset, amount);
}

export const cancelIt: Command = {
  name: 'cancelPayout',
  weight: 1,
  attempts: (reference) =>
    reference.payouts.map((payout) => ({
      label: `payout ${payout.key}: taken back`,
      verdict: verdictOf(['requested', 'approved'].includes(payout.status)),
      effect: () => {
        payout.status = 'cancelled';
        giveBack(reference, payout);
      },
      memory: (world) => {
        step(world, payout, 'cancel', payout.source === 'earned' ? 'seller' : 'buyer');
      },
      live: (world) =>
        cancelPayout({ payoutId: world.id('payout', payout.key) }, world.person(payout.person)),
    })),
};

export const approveIt: Command = {
  name: 'approvePayout',
  weight: 1,
  attempts: (reference) =>
    reference.payouts.flatMap((payout) =>
      [0, 1].map((admin) => ({
        label: `payout ${payout.key}: let go by admin ${admin}`,
        verdict: verdictOf(payout.status === 'requested', !payout.approvedBy.has(admin)),
        effect: () => {
          payout.approvedBy.add(admin);
          if (payout.approvedBy.size < payout.approvalsNeeded) return;
          payout.status = 'approved';
          payout.changedAt = reference.now;
        },
        memory: (world) => {
          if (payout.approvedBy.size + 1 >= payout.approvalsNeeded || payout.status !== 'requested')
            step(world, payout, 'approve', 'admin');
        },
        live: (world) => approvePayout({ payoutId: world.id('payout', payout.key) }, world.admin(admin)),
      })),
    ),
};

/** The gateway takes it, answers with something unclear, or the worker dies before or after the call. */
const MOODS = ['accept', 'refuse', 'late', 'hang-up', 'page', 'dies before', 'dies after'] as const;
type Mood = (typeof MOODS)[number];
/** Those after which the gateway knows of the payout, whatever it answered. */
const RECORDED: ReadonlySet<Mood> = new Set<Mood>(['accept', 'refuse', 'hang-up', 'dies after']);

interface WorkerDied extends Error {
  readonly workerDied: true;
}
const workerDied = (): WorkerDied =>
  Object.assign(new Error('the worker died'), { workerDied: true as const });

/** One round of the worker: every look is due. */
async function round(world: LiveWorld, mood: Mood): Promise<void> {
  const dying = { 'dies before': 'payout:before-submit-call', 'dies after': 'payout:after-submit-call' };
  const point = mood === 'dies before' || mood === 'dies after' ? dying[mood] : null;
  world.gateway.payoutMood = (point === null ? mood : 'accept') as PayoutMood;
  await database()
    .collection('payouts')
    .updateMany({}, { $set: { nextLookAt: new Date(0) } });
  onCrashPoint((name) => {
    if (name === point) throw workerDied();
  });
  try {
    await workOnPayouts();
  } catch (error) {
    if (!(error instanceof Error && 'workerDied' in error)) throw error;
  } finally {
    onCrashPoint(null);
  }
}

/** What a round does, in the worker's order, as steps on the reference and in memory alike. */
function* stepsOf(
  reference: Reference,
  mood: Mood,
): Generator<[Payout, () => void, Parameters<MemoryWorld['payout']>[1]]> {
  const { payouts, now } = reference;
  const to =
    (payout: Payout, status: string, atGateway = payout.atGateway) =>
    () => {
      payout.status = status;
      payout.changedAt = now;
      payout.atGateway = atGateway;
    };
  for (const payout of payouts.filter(({ status }) => status === 'submitting')) {
    yield [payout, to(payout, 'unknown'), 'lose'];
  }
  for (const payout of payouts.filter(({ status }) => status === 'approved')) {
    yield [payout, to(payout, 'submitting', RECORDED.has(mood) ? 'record' : 'nothing'), 'submit'];
    if (mood === 'dies before' || mood === 'dies after') return;
    if (mood === 'accept') yield [payout, to(payout, 'submitted'), 'acknowledge'];
    else yield [payout, to(payout, 'unknown'), 'lose'];
  }
  for (const payout of payouts.filter(({ status }) => status === 'submitted' || status === 'unknown')) {
    if (payout.atGateway === 'paid') {
      yield [
        payout,
        () => {
          to(payout, 'confirmed')();
          reference.holdings.add('inflight', payout.key, payout.asset, -payout.amount);
          reference.holdings.add('gateway', 'all', payout.asset, -payout.amount);
        },
        'confirm',
      ];
    } else if (payout.status === 'submitted' && now - payout.changedAt > PERIODS.payoutFound) {
      yield [payout, to(payout, 'unknown'), 'lose'];
    }
  }
}

function working(reference: Reference, mood: Mood): Attempt {
  return {
    label: `the payout worker goes round (${mood})`,
    verdict: 'done',
    // In memory and on the reference a step follows from those before, so both are taken at once.
    effect: () => undefined,
    memory: (world) => {
      for (const [payout, take, action] of stepsOf(reference, mood)) {
        step(world, payout, action, action === 'submit' ? 'timer' : 'gateway');
        take();
      }
    },
    live: async (world) => {
      await round(world, mood);
      for (const [, take] of stepsOf(reference, mood)) take();
    },
  };
}

export const work: Command = {
  name: 'work',
  weight: 4,
  attempts: (reference, n) => {
    const waits = reference.payouts.some(({ status }) =>
      ['approved', 'submitting', 'submitted', 'unknown'].includes(status),
    );
    return waits ? [working(reference, MOODS[n % MOODS.length] ?? 'accept')] : [];
  },
};

export const gatewayPays: Command = {
  name: 'gatewayPays',
  weight: 2,
  attempts: (reference) =>
    reference.payouts
      .filter(
        ({ status, atGateway }) =>
          atGateway === 'record' && ['submitting', 'submitted', 'unknown'].includes(status),
      )
      .map((payout) => ({
        label: `payout ${payout.key}: the gateway pays it`,
        verdict: 'done',
        effect: () => {
          payout.atGateway = 'paid';
        },
        memory: () => undefined,
        live: (world) => {
          const id = world.id('payout', payout.key);
          const record = world.gateway.payouts.find(({ externalId }) => externalId === id);
          if (!record) throw new Error(`the gateway has no record of payout ${payout.key}`);
          const txid = `0x${(0xf_0000 + payout.key).toString(16).padStart(64, '0')}`;
          Object.assign(record, { status: 'SUCCESS', txid });
          return Promise.resolve();
        },
      })),
};

export const callFailed: Command = {
  name: 'callFailed',
  weight: 2,
  attempts: (reference) =>
    reference.payouts.flatMap((payout) =>
      [0, 1].map((admin) => ({
        label: `payout ${payout.key}: called failed by admin ${admin}`,
        verdict: verdictOf(
          payout.status === 'unknown',
          !payout.failedBy.has(admin) && payout.atGateway !== 'paid',
        ),
        effect: () => {
          payout.failedBy.add(admin);
          if (payout.failedBy.size < 2) return;
          payout.status = 'failed';
          giveBack(reference, payout);
        },
        memory: (world) => {
          // The first voice is a note of the service; the second one takes the row.
          if (payout.failedBy.size > 0 || payout.status !== 'unknown') step(world, payout, 'fail', 'admin');
        },
        live: (world) => {
          const evidence = 'Neither the gateway nor the chain has anything.';
          return failPayout({ payoutId: world.id('payout', payout.key), evidence }, world.admin(admin));
        },
      })),
    ),
};
