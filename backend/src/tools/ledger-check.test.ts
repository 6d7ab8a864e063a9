import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { faultsOfComparison } from '../modules/books/index.ts';
import { accounts, balanceOf, checkLedger, post, postings } from '../modules/ledger/index.ts';
import type { PayoutRecord } from '../modules/payout/index.ts';
import { toDecimal } from '../platform/decimal.ts';
import { inTransaction } from '../platform/transaction.ts';
import { approvalOf, ASSET, dealIn, does, setEscrowStage } from '../testing/escrow-stage.ts';
import { startFakeGateway, type FakeGateway } from '../testing/fake-gateway.ts';
import type { WaitingDeal } from '../testing/paid-deals.ts';
import { asked } from '../testing/payout-stage.ts';
import { keepBooks, planted, rows } from '../testing/planted-faults.ts';
import { spawnNode } from '../testing/spawn.ts';
import { atSuiteEnd } from '../testing/suite-end.ts';

/** Each invariant is broken once, by hand in the database, and the check must name it; sound books pass. */

let gateway: FakeGateway;
let open: WaitingDeal;
let released: WaitingDeal;
let refunded: WaitingDeal;
let payout: PayoutRecord;

beforeAll(async () => {
  gateway = await startFakeGateway();
  atSuiteEnd(() => gateway.stop());
  Object.assign(process.env, { SHKEEPER_URL: gateway.url, PAYOUT_ADDRESS_HOLD_HOURS: '0' });
  await setEscrowStage();
  open = await dealIn('in_delivery');
  released = await dealIn('delivered');
  await does(released, 'approve', released.buyer, await approvalOf(released));
  refunded = await dealIn('funded');
  await does(refunded, 'decline', refunded.seller);
  payout = await asked();
});

describe('the check', () => {
  it('passes sound books', async () => {
    expect((await checkLedger()).faults).toEqual([]);
  });

  it.each(planted)('finds a violation of: %s', async (invariant, plant) => {
    const restore = await keepBooks();
    try {
      await plant({ open, released, refunded, payout });
      const { ok, faults } = await checkLedger();
      expect(ok).toBe(false);
      expect(faults.map((fault) => fault.invariant)).toContain(invariant);
    } finally {
      await restore();
    }
    expect((await checkLedger()).ok).toBe(true);
  });

  it('has a planted violation for each invariant there is', async () => {
    const { invariants } = await checkLedger();
    expect([...invariants].sort()).toEqual([...new Set(planted.map(([name]) => name))].sort());
  });
});

describe('what is outside', () => {
  const book = { ledgerBase: 100n, comingBase: 0n, quarantinedBase: 0n, leavingBase: 10n, coin: null };
  const compared = (heldBase: bigint | null, unexplainedBase: bigint | null, unsweptBase = 0n) => ({
    asset: ASSET,
    book,
    unsweptBase,
    gasBase: null,
    fees: null,
    readings: [{ source: 'gateway' as const, heldBase, unexplainedBase, differenceBase: null, note: null }],
  });

  it('must hold what is booked, and cover what is owed', () => {
    expect(faultsOfComparison(compared(100n, 0n), 100n)).toEqual([]);
    expect(faultsOfComparison(compared(90n, 0n), 100n)).toEqual([]);
    expect(faultsOfComparison(compared(89n, -1n), 100n)).toEqual([
      expect.objectContaining({ invariant: 'the gateway and the chain hold what is booked' }),
      {
        invariant: 'reconciled assets cover liabilities',
        detail: expect.stringContaining('ETH-USDT: the gateway lacks 1'),
      },
    ]);
    // What lies at addresses of invoices the gateway does not count.
    expect(faultsOfComparison(compared(89n, 0n, 1n), 100n)).toEqual([]);
    expect(faultsOfComparison(compared(null, null), 100n)).toEqual([
      expect.objectContaining({ detail: expect.stringContaining('cannot be read') }),
    ]);
    // A gateway need not know the coin of a chain, until somebody is owed some.
    const coin = { ...compared(null, null), book: { ...book, coin: { owedBase: 0n, payouts: 0 } } };
    expect([faultsOfComparison(coin, 0n).length, faultsOfComparison(coin, 1n).length]).toEqual([0, 1]);
  });
});

describe('the command', () => {
  const run = () => spawnNode('src/tools/ledger-check.ts', [], { LOG_LEVEL: 'fatal' }).exit;
  const held = async () => {
    const { sums } = await checkLedger();
    return -(sums.get(`${accounts.gateway(ASSET)}|${ASSET}`)?.balanceBase ?? 0n);
  };
  const coins = (base: bigint) => `${base / 1_000_000n}.${(base % 1_000_000n).toString().padStart(6, '0')}`;

  it('ends with 0 and names all that it looked at', async () => {
    gateway.held = { [ASSET]: coins(await held()) };
    const { code, stdout } = await run();
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(stdout).toContain('✓ funded = held + released + refunded + fees');
    expect(stdout).toContain('✓ reconciled assets cover liabilities');
    expect(stdout).toContain('every invariant holds');
  });

  it('ends with 1 when the gateway holds less, and when it does not answer', async () => {
    gateway.held = { [ASSET]: coins((await held()) - 1n) };
    const less = await run();
    expect({ code: less.code, stdout: less.stdout }).toMatchObject({ code: 1 });
    expect(less.stdout).toContain('✗ the gateway and the chain hold what is booked');
    gateway.down = true;
    expect((await run()).code).toBe(1);
    gateway.down = false;
  });

  it('ends with 1 for a broken invariant, and with 0 again once it is mended', async () => {
    gateway.held = { [ASSET]: coins(await held()) };
    const restore = await keepBooks();
    await rows('ledger_balances').updateOne(
      { account: accounts.sellerPayable(released.seller.id) },
      { $inc: { balance: toDecimal(1n) } },
    );
    const broken = await run();
    await restore();
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain('✗ stored balances equal the sum of entries');
    expect((await run()).code).toBe(0);
  });
});

it('a posting through the front door leaves nothing to find', async () => {
  const depositId = new Types.ObjectId().toHexString();
  const before = await balanceOf(accounts.refundPayable(open.buyer.id), ASSET);
  const common = { asset: ASSET, amountBase: 5n, depositId, sequence: 1, refs: {} };
  await inTransaction(async (tx) => {
    await post(tx, postings.deposit(common));
    await post(tx, postings.unfundedRefund({ ...common, buyerId: open.buyer.id }));
  });
  expect(await balanceOf(accounts.refundPayable(open.buyer.id), ASSET)).toBe(before + 5n);
  expect((await checkLedger()).ok).toBe(true);
});
