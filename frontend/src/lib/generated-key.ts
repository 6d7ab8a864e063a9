import type { QueryClient } from '@tanstack/react-query';

/** The generated query keys are `[{ _id: operation, path, query, … }]`. */
interface GeneratedKey {
  readonly _id: string;
  readonly path?: Readonly<Record<string, unknown>>;
}

export function isGeneratedKey(key: unknown): key is GeneratedKey {
  return typeof key === 'object' && key !== null && typeof (key as { _id?: unknown })._id === 'string';
}

interface Keyed {
  readonly queryKey: readonly unknown[];
}

/** For the `predicate` of a query filter: the answers of these operations, whatever was asked. */
export function isAnswerOf(operations: Iterable<string>): (query: Keyed) => boolean {
  const wanted = new Set(operations);
  return ({ queryKey: [key] }) => isGeneratedKey(key) && wanted.has(key._id);
}

/** What a step has made old is read again where somebody looks at it. */
export const makeOld = (client: QueryClient, operations: Iterable<string>): Promise<void> =>
  client.invalidateQueries({ predicate: isAnswerOf(operations) });
