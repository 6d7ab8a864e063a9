import { Types } from 'mongoose';
import { AppError } from './errors.ts';

/**
 * Keyset paging: a page begins after the last row of the one before, found by its sort key and, among equal
 * keys, by its id. So nothing is skipped or repeated when rows come and go, and every page costs the same.
 */
export interface Keyset {
  /** Part of the cursor: one of another list or order is refused. */
  readonly name: string;
  /** Field of the documents; `_id` breaks ties in the same direction. */
  readonly field: string;
  readonly type: 'date' | 'number';
  readonly direction: 1 | -1;
}

type Key = Date | number;

/** Opaque to clients: base64url over name, key and id. */
export function encodeCursor(order: Keyset, key: Key, id: string): string {
  return Buffer.from(JSON.stringify([order.name, Number(key), id])).toString('base64url');
}

function parseCursor(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** @throws AppError VALIDATION_FAILED for anything that this list did not hand out */
export function decodeCursor(order: Keyset, cursor: string): { readonly key: number; readonly id: string } {
  const parsed = parseCursor(cursor);
  const [name, key, id] = Array.isArray(parsed) && parsed.length === 3 ? (parsed as unknown[]) : [];
  // Beyond it a date is not one.
  const isKey = typeof key === 'number' && Math.abs(key) <= 8.64e15;
  if (name !== order.name || !isKey || typeof id !== 'string' || !/^[0-9a-f]{24}$/.test(id)) {
    throw new AppError('VALIDATION_FAILED', {
      details: [{ path: 'cursor', message: 'Must be a cursor from an earlier page of the same list.' }],
    });
  }
  return { key, id };
}

type Condition = Record<string, unknown>;

/** Rows after the cursor; null for the first page. */
export function afterCursor(order: Keyset, cursor: string | undefined): Condition | null {
  if (cursor === undefined) return null;
  const { key, id } = decodeCursor(order, cursor);
  const value = order.type === 'date' ? new Date(key) : key;
  const beyond = order.direction === 1 ? '$gt' : '$lt';
  const { field } = order;
  return {
    // One interval for the index; the ties at its edge are settled by the second condition.
    [field]: { [order.direction === 1 ? '$gte' : '$lte']: value },
    $or: [{ [field]: { [beyond]: value } }, { [field]: value, _id: { [beyond]: new Types.ObjectId(id) } }],
  };
}

/** Conditions that all hold; null ones are left out. */
export function allOf(...conditions: readonly (Condition | null)[]): Condition {
  const given = conditions.filter((condition) => condition !== null && Object.keys(condition).length > 0);
  return given.length > 1 ? { $and: given } : (given[0] ?? {});
}

export const sortOf = ({ field, direction }: Keyset): Record<string, 1 | -1> => ({
  [field]: direction,
  _id: direction,
});

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/**
 * @param found up to `limit + 1` rows: the one too many tells that there is another page
 * @param keyOf the value of the order's field
 */
export function toPage<T extends { readonly id: string }>(
  order: Keyset,
  found: readonly T[],
  limit: number,
  keyOf: (row: T) => Key,
): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const more = found.length > limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(order, keyOf(last), last.id) : null };
}
