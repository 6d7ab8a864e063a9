import { describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { AppError } from './errors.ts';
import { afterCursor, allOf, decodeCursor, encodeCursor, toPage, type Keyset } from './keyset.ts';

const byPrice: Keyset = { name: 'price', field: 'priceCents', type: 'number', direction: 1 };
const newest: Keyset = { name: 'newest', field: 'createdAt', type: 'date', direction: -1 };
const id = '0123456789abcdef01234567';

const forged = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('is opaque, safe in an address, and comes back as it was', () => {
    const cursor = encodeCursor(newest, new Date('2026-01-02T03:04:05.678Z'), id);
    expect(cursor).toMatch(/^[\w-]{1,200}$/);
    expect(decodeCursor(newest, cursor)).toEqual({ key: Date.parse('2026-01-02T03:04:05.678Z'), id });
  });

  it.each([
    ['of another order', encodeCursor(byPrice, 5, id)],
    ['that is no base64url of JSON', 'x'],
    ['that is not a list', forged({ $gt: '' })],
    ['with an operator as key', forged(['newest', { $gt: 0 }, id])],
    ['with a text as key', forged(['newest', '5', id])],
    ['with no id', forged(['newest', 5, 'x'])],
    ['with an operator as id', forged(['newest', 5, { $ne: null }])],
    ['that is longer', forged(['newest', 5, id, 1])],
    ['beyond all dates', forged(['newest', 1e300, id])],
  ])('%s is refused', (_what, cursor) => {
    expect(() => decodeCursor(newest, cursor)).toThrow(AppError);
  });
});

describe('a page', () => {
  const rows = [1, 2, 2].map((priceCents, index) => ({ id: `${index}`.repeat(24), priceCents }));
  const keyOf = (row: { priceCents: number }) => row.priceCents;

  it('has a next one exactly when a row too many was found', () => {
    expect(toPage(byPrice, rows, 3, keyOf)).toEqual({ items: rows, nextCursor: null });
    const first = toPage(byPrice, rows, 2, keyOf);
    expect(first.items).toEqual(rows.slice(0, 2));
    expect(decodeCursor(byPrice, first.nextCursor ?? '')).toEqual({ key: 2, id: '1'.repeat(24) });
    expect(toPage(byPrice, [], 2, keyOf)).toEqual({ items: [], nextCursor: null });
  });

  it('begins after the key and, among equal keys, after the id', () => {
    expect(afterCursor(byPrice, undefined)).toBeNull();
    const objectId = new Types.ObjectId(id);
    expect(afterCursor(byPrice, encodeCursor(byPrice, 7, id))).toEqual({
      priceCents: { $gte: 7 },
      $or: [{ priceCents: { $gt: 7 } }, { priceCents: 7, _id: { $gt: objectId } }],
    });
    const at = new Date(1000);
    expect(afterCursor(newest, encodeCursor(newest, at, id))).toEqual({
      createdAt: { $lte: at },
      $or: [{ createdAt: { $lt: at } }, { createdAt: at, _id: { $lt: objectId } }],
    });
  });

  it('joins conditions without one hiding another', () => {
    expect(allOf({ a: 1 }, null, { a: 2 }, {})).toEqual({ $and: [{ a: 1 }, { a: 2 }] });
    expect(allOf(null, { a: 1 })).toEqual({ a: 1 });
    expect(allOf()).toEqual({});
  });
});
