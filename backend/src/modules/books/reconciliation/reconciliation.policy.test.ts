import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  agreedDifference,
  feesStateOf,
  isToBeRaised,
  nextStanding,
  RAISED_AFTER_MS,
  rangeOf,
  shortfallOf,
  unexplainedOf,
  type BookEntry,
  type Standing,
} from './reconciliation.policy.ts';

const amount = fc.bigInt({ min: 0n, max: 10n ** 24n });
const entry: fc.Arbitrary<BookEntry> = fc.record({
  ledgerBase: amount,
  comingBase: amount,
  quarantinedBase: amount,
  leavingBase: amount,
  coin: fc.constant(null),
});

const BOOK = { ledgerBase: 100n, comingBase: 0n, quarantinedBase: 0n, leavingBase: 0n, coin: null };

describe('money on its way', () => {
  it('explains every state between nothing of it there and all of it there', () => {
    fc.assert(
      fc.property(entry, fc.nat(100), fc.nat(100), fc.nat(100), (book, came, shelved, left) => {
        const part = (base: bigint, percent: number) => (base * BigInt(percent)) / 100n;
        const held =
          book.ledgerBase +
          part(book.comingBase, came) +
          part(book.quarantinedBase, shelved) -
          part(book.leavingBase, left);
        expect(unexplainedOf(held, rangeOf(book, book), 0n)).toBe(0n);
      }),
    );
  });

  it('explains nothing beyond that, to the last base unit', () => {
    fc.assert(
      fc.property(entry, fc.bigInt({ min: 1n, max: 10n ** 18n }), (book, more) => {
        const range = rangeOf(book, book);
        expect(unexplainedOf(range.highBase + more, range, 0n)).toBe(more);
        expect(unexplainedOf(range.lowBase - more, range, 0n)).toBe(-more);
      }),
    );
  });

  it('allows for what a printed amount loses, and for books that moved while they were read', () => {
    const before = BOOK;
    const after = { ...before, ledgerBase: 160n };
    expect([90n, 95n, 165n, 170n].map((held) => unexplainedOf(held, rangeOf(before, after), 5n))).toEqual([
      -10n,
      0n,
      0n,
      10n,
    ]);
    expect(unexplainedOf(130n, rangeOf(before, after), 0n)).toBe(0n);
    expect(rangeOf(after, before)).toEqual({ lowBase: 100n, highBase: 160n });
  });
});

describe('what is missing of a chain’s own coin', () => {
  it('may be the gas of payouts that are on their way, and no more', () => {
    const coin = { ...BOOK, coin: { owedBase: 0n, payouts: 3 } };
    const range = rangeOf({ ...coin, coin: { owedBase: 0n, payouts: 1 } }, coin, 7n);
    expect([unexplainedOf(79n, range, 0n), unexplainedOf(78n, range, 0n)]).toEqual([0n, -1n]);
  });

  // Booked are 1000, and nothing is on its way.
  it.each([
    ['neither could be asked', null, null, 0n, null],
    ['only the gateway could', null, 500n, 0n, -500n],
    ['only the chain could', 499n, null, 0n, -501n],
    ['both say the same', 500n, 500n, 0n, -500n],
    ['the gateway prints fewer digits', 497n, 500n, 0n, -503n],
    ['the gateway prints none of it', 997n, 1000n, 0n, -3n],
    ['the gateway has not swept some of it', 500n, 450n, 50n, -500n],
    ['the gateway has not swept what is too much', 1020n, 950n, 70n, 20n],
    ['the gateway misses less', 100n, 500n, 0n, -500n],
    ['the chain misses less', 500n, 100n, 0n, -500n],
    ['only the chain misses something', 500n, 1000n, 0n, 0n],
    ['only the gateway does', 1000n, 500n, 0n, 0n],
    ['one has less and one has more', 500n, 1500n, 0n, 0n],
    ['both have more, one of them much', 1500n, 1900n, 0n, 500n],
    ['the other of them much', 1900n, 1500n, 0n, 500n],
    ['the chain shows less by as much as digits allow', 500n, 510n, 0n, -500n],
    ['too much is not swept, as far as digits allow', 1020n, 960n, 50n, 20n],
    ['it is one unit further', 1020n, 959n, 50n, 0n],
    ['the chain shows one unit less than that', 500n, 511n, 0n, -489n],
  ])('is what both see, where %s', (_why, chain, gateway, unswept, found) => {
    const range = rangeOf({ ...BOOK, ledgerBase: 1000n }, { ...BOOK, ledgerBase: 1000n });
    const said = (heldBase: bigint | null, lowBase: bigint, precision: bigint) => ({
      heldBase,
      unexplainedBase: heldBase === null ? null : unexplainedOf(heldBase, { ...range, lowBase }, precision),
    });
    const atGateway = said(gateway, range.lowBase - unswept, 10n);
    expect(agreedDifference(said(chain, range.lowBase, 0n), atGateway, unswept, 10n)).toBe(found);
  });

  it('is a fee where nobody is owed it, and books itself where it is small', () => {
    const state = (amountBase: bigint, isSmall = true, everBookedBase = 0n) =>
      feesStateOf({ amountBase, freeBase: 100n, everBookedBase, isSmall });
    expect([state(100n), state(100n, false), state(101n)]).toEqual(['small', 'large', 'uncovered']);
    expect([state(-5n), state(-5n, true, 5n), state(-6n, true, 5n)]).toEqual([
      'surplus',
      'too_high',
      'surplus',
    ]);
  });
});

describe('what is there', () => {
  it('covers what is owed, less what may have been paid already and what is not printed', () => {
    expect(shortfallOf(100n, 100n, 0n, 0n)).toBe(0n);
    expect(shortfallOf(99n, 100n, 0n, 0n)).toBe(1n);
    expect(shortfallOf(101n, 100n, 0n, 0n)).toBe(0n);
    expect([shortfallOf(85n, 100n, 10n, 5n), shortfallOf(84n, 100n, 10n, 5n)]).toEqual([0n, 1n]);
  });
});

describe('an alarm', () => {
  const start = new Date('2026-01-01T00:00:00Z');
  const later = (ms: number) => new Date(start.getTime() + ms);

  it('is raised for a difference that stands long enough, once', () => {
    const first = nextStanding(null, -5n, start);
    const second = nextStanding(first, -6n, later(RAISED_AFTER_MS - 1));
    const third = nextStanding(second, -5n, later(RAISED_AFTER_MS));
    const all = [first, second, third].filter((standing) => standing !== null);
    expect(all).toHaveLength(3);
    expect(
      all.map((standing, index) =>
        isToBeRaised(standing, later([0, RAISED_AFTER_MS - 1, RAISED_AFTER_MS][index] ?? 0)),
      ),
    ).toEqual([false, false, true]);
    const raised = { ...(third as Standing), raisedAt: later(RAISED_AFTER_MS) };
    expect(isToBeRaised(raised, later(RAISED_AFTER_MS * 9))).toBe(false);
  });

  it('waits anew when the difference went away or to the other side in between', () => {
    const first = nextStanding(null, -5n, start);
    expect(nextStanding(first, 0n, later(1))).toBeNull();
    expect(nextStanding(first, 5n, later(RAISED_AFTER_MS))).toMatchObject({
      count: 1,
      since: later(RAISED_AFTER_MS),
    });
  });

  it('is not raised by one reading, however long ago the last one was', () => {
    const only = nextStanding(null, 1n, start) as Standing;
    const second = nextStanding(only, 2n, later(RAISED_AFTER_MS)) as Standing;
    expect(second).toMatchObject({ count: 2, since: start });
    expect(isToBeRaised(second, later(RAISED_AFTER_MS))).toBe(true);
    expect(isToBeRaised(only, later(RAISED_AFTER_MS * 9))).toBe(false);
  });
});
