import { bookSweepFees, reconcileNow } from '../../../modules/books/index.ts';
import { bookGasTopUp } from '../../../modules/payout/index.ts';
import { verdictOf, type Attempt, type Command } from '../attempt.ts';
import { COIN, COMPARED_PER_DAY, newKey, type FoundFees, type Reference } from '../reference.ts';

/** What the gateway pays for gas with: coins are put in and booked, burnt on sweeps, compared, and booked again. */
const MILLI = 10n ** 15n;
/** In whole thousandths of a coin; a fiftieth of a coin books itself within a day. */
const BURNT = [MILLI, 7n * MILLI, 19n * MILLI, 21n * MILLI];

const bookedCoin = ({ holdings }: Reference): bigint => holdings.get('gateway', 'all', COIN);

export const putIn: Command = {
  name: 'putIn',
  weight: 1,
  attempts: (reference, n) => {
    const amount = BigInt(n + 1) * 100n * MILLI;
    const held = reference.coin.held + amount;
    return [
      {
        label: `${amount} ${COIN} are put into the gateway`,
        verdict: 'done',
        effect: () => {
          reference.coin.held += amount;
          reference.coin.unbooked += amount;
        },
        memory: (world) => {
          world.coin.held += amount;
        },
        live: (world) => {
          world.holdCoin(held);
          return Promise.resolve();
        },
      },
    ];
  },
};

export const bookTopUp: Command = {
  name: 'bookTopUp',
  weight: 1,
  attempts: (reference) => {
    const { unbooked: amount } = reference.coin;
    const key = `top-up-${reference.keys}`;
    const attempt: Attempt = {
      label: `an admin books ${amount} ${COIN} as a top-up`,
      verdict: 'done',
      effect: () => {
        newKey(reference);
        reference.coin.unbooked = 0n;
        reference.holdings.add('gateway', 'all', COIN, amount);
        reference.holdings.add('equity', 'all', COIN, amount);
      },
      memory: (world) => {
        world.topUp(key, amount);
      },
      live: (world) => {
        const money = { amount: String(amount), asset: COIN };
        return bookGasTopUp({ reference: key, money, note: 'Gas.' }, world.admin(0));
      },
    };
    return amount > 0n ? [attempt] : [];
  },
};

export const burn: Command = {
  name: 'burn',
  weight: 2,
  attempts: (reference, n) => {
    const amount = BURNT[n % BURNT.length] ?? MILLI;
    const held = reference.coin.held - amount;
    const attempt: Attempt = {
      label: `${amount} ${COIN} are burnt on sweeps`,
      verdict: 'done',
      effect: () => {
        reference.coin.held -= amount;
      },
      memory: (world) => {
        world.coin.held -= amount;
      },
      live: (world) => {
        world.holdCoin(held);
        return Promise.resolve();
      },
    };
    return held >= 0n ? [attempt] : [];
  },
};

/** What a comparison must find; the reference's own rules, in its own words. */
function findFees(reference: Reference): FoundFees | null {
  const { held, bySchedule, byAnybody } = reference.coin;
  const booked = bookedCoin(reference);
  const amount = booked - held;
  if (amount === 0n) return null;
  if (amount < 0n) return { amount, booked, state: -amount > byAnybody ? 'surplus' : 'too_high' };
  return { amount, booked, state: bySchedule + amount > COMPARED_PER_DAY ? 'large' : 'small' };
}

function bookFees(reference: Reference, amount: bigint): void {
  reference.holdings.add('gateway', 'all', COIN, -amount);
  reference.holdings.add('burnt', 'all', COIN, amount);
  reference.coin.byAnybody += amount;
}

export const compareBooks: Command = {
  name: 'compareBooks',
  weight: 2,
  attempts: (reference) => {
    const found = findFees(reference);
    let expected = found;
    return [
      {
        label: `the books are compared: ${found === null ? 'they agree' : `${found.amount} ${found.state}`}`,
        verdict: 'done',
        effect: () => {
          reference.coin.comparisons += 1;
          reference.coin.found = found;
          if (found?.state !== 'small') return;
          bookFees(reference, found.amount);
          reference.coin.bySchedule += found.amount;
        },
        memory: (world) => {
          expectFound(world.compareCoin(), found);
        },
        live: async (world) => {
          world.holdTokens();
          const run = await reconcileNow();
          world.remember('comparison', reference.coin.comparisons, run.id);
          for (const { asset, fees, readings } of run.assets) {
            if (asset === COIN) expectFound(fees && { state: fees.state, amount: fees.amountBase }, expected);
            // Nothing of what people have may be missing or too much, whatever is on its way.
            const unexplained = readings.find(({ source }) => source === 'gateway')?.unexplainedBase;
            if (asset !== COIN && unexplained !== 0n)
              throw new Error(`${asset} differs from the books by ${String(unexplained)}`);
          }
          // Done again, it finds nothing any more of what it has booked.
          if (found?.state === 'small') expected = null;
        },
      },
    ];
  },
};

function expectFound(
  product: { readonly state: string; readonly amount: bigint } | null,
  reference: FoundFees | null,
): void {
  const [says, should] = [product, reference].map((one) =>
    one === null ? 'none' : `${one.amount} ${one.state}`,
  );
  if (says !== should)
    throw new Error(`Fees that a comparison finds: ${says}, the reference says ${should}.`);
}

export const bookSweeps: Command = {
  name: 'bookSweeps',
  weight: 2,
  attempts: (reference) => {
    const { found, comparisons } = reference.coin;
    if (comparisons === 0) return [];
    const mayBe = found?.state === 'large' || found?.state === 'too_high';
    const attempt: Attempt = {
      label: 'an admin books what the last comparison found as fees',
      // What has moved the books since, a booking of the same among it, may have been part of it.
      verdict: verdictOf(true, mayBe && found.booked === bookedCoin(reference) && !found.isBooked),
      effect: () => {
        if (!found) return;
        bookFees(reference, found.amount);
        found.isBooked = true;
      },
      memory: (world) => {
        world.bookSweeps(`comparison-${comparisons}`, found?.amount ?? 0n);
      },
      live: (world) =>
        bookSweepFees(
          { reconciliationId: world.id('comparison', comparisons - 1), asset: COIN, note: 'Sweeps.' },
          world.admin(1),
        ),
    };
    return [attempt];
  },
};
