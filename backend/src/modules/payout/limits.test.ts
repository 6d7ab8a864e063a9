import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { DAY_MS } from '../../platform/clock.ts';
import type { TestActor } from '../../testing/actors.ts';
import { person } from '../../testing/marketplace.ts';
import { giveBalance } from '../../testing/money.ts';
import { DESTINATION, onStage, setPayoutStage } from '../../testing/payout-stage.ts';
import { addPayoutAddress } from './payout-addresses.ts';
import { approvalFor } from './payout.policy.ts';
import type { PayoutRecord } from './payout.repository.ts';
import { requestPayout } from './request-payout.ts';

const LIMITS = {
  autoLimitCents: 1_000,
  secondLimitCents: 5_000,
  userDayLimitCents: 3_000,
  platformDayLimitCents: 6_000,
};

describe('who has to look at it', () => {
  const weigh = (changes: object) =>
    approvalFor(
      { source: 'seller_payable', valueCents: 1_000, userDayCents: 0, platformDayCents: 0, ...changes },
      LIMITS,
    );

  test.each([
    [{}, 0, null],
    [{ valueCents: 1_001 }, 1, 'amount'],
    [{ valueCents: 5_001 }, 2, 'amount'],
    [{ valueCents: null }, 2, 'worth_unknown'],
    [{ userDayCents: 2_000 }, 0, null],
    [{ userDayCents: 2_001 }, 1, 'user_day_limit'],
    [{ platformDayCents: 5_000 }, 0, null],
    [{ platformDayCents: 5_001 }, 1, 'platform_day_limit'],
    [{ source: 'fee_revenue', valueCents: 1 }, 1, 'platform_money'],
    [{ source: 'fee_revenue', valueCents: 5_001 }, 2, 'amount'],
  ])('%j: %i', (changes, needed, reason) => {
    expect(weigh(changes)).toEqual({ needed, reason });
  });
});

describe('within a day', () => {
  beforeAll(async () => {
    process.env['PAYOUT_USER_DAY_LIMIT_CENTS'] = '3000';
    process.env['PAYOUT_PLATFORM_DAY_LIMIT_CENTS'] = '9000';
    await setPayoutStage({ relay: false });
  });
  beforeEach(() => onStage().app.advance(2 * DAY_MS));

  const seller = async (): Promise<{ who: TestActor; ask: (base: bigint) => Promise<PayoutRecord> }> => {
    const who = await person('Sam');
    await giveBalance(who.id, 100_000_000n);
    const address = await addPayoutAddress({ chainId: 31337, address: DESTINATION, label: 'x' }, who);
    const ask = (base: bigint) =>
      requestPayout(
        {
          reference: `limit-${new Types.ObjectId().toHexString()}`,
          source: 'seller_payable',
          money: { amount: base.toString(), asset: 'ETH-USDT' },
          addressId: address.id,
        },
        who,
      );
    return { who, ask };
  };
  const reasons = (payouts: readonly PayoutRecord[]) =>
    payouts.map(({ status, approvalReason }) => approvalReason ?? status);

  test('a person’s payouts go by themselves up to the limit, to the cent; above it one waits', async () => {
    const { ask } = await seller();
    expect(reasons([await ask(20_000_000n), await ask(10_000_000n), await ask(1_000_000n)])).toEqual([
      'approved',
      'approved',
      'user_day_limit',
    ]);
    await onStage().app.advance(DAY_MS);
    expect((await ask(29_000_000n)).status).toBe('approved');
  });

  test('payouts at once cannot go by the same sum', async () => {
    const { ask } = await seller();
    const payouts = await Promise.all([20_000_000n, 20_000_001n, 20_000_002n].map(ask));
    expect(reasons(payouts).sort()).toEqual(['approved', 'user_day_limit', 'user_day_limit']);
  });

  test('nor can those of different people go by the same sum of the platform', async () => {
    const sellers = await Promise.all([seller(), seller(), seller(), seller(), seller()]);
    const payouts = await Promise.all(sellers.map(({ ask }) => ask(25_000_000n)));
    expect(reasons(payouts).sort()).toEqual([
      'approved',
      'approved',
      'approved',
      'platform_day_limit',
      'platform_day_limit',
    ]);
  });
});
