import { QueryClient } from '@tanstack/react-query';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { concerns, invalidateFor, operationsOf } from './socket-invalidation';

const docs = path.join(__dirname, '..', '..', '..', 'docs', 'api');
const read = (file: string) =>
  JSON.parse(readFileSync(path.join(docs, file), 'utf8')) as Record<string, unknown>;

const openapi = read('openapi.json') as { paths: Record<string, Record<string, { operationId?: string }>> };
const asyncapi = JSON.stringify(read('asyncapi.json'));
const operations = new Set(
  Object.values(openapi.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId)),
);
const events = [
  ...new Set(asyncapi.match(/"(?:request|offer|question|payment|payout|balance|notification|user):[\w-]+"/g)),
].map((name) => JSON.parse(name) as string);

const id = (digit: string) => digit.repeat(24);
const event = (name: string, ids: Record<string, string>) => ({ name, ids });

describe('what an event makes old', () => {
  it('is named for every event of the API, by operations that exist', () => {
    expect(events.length).toBeGreaterThan(20);
    for (const name of events) {
      expect([name, operationsOf(name).length > 0]).toEqual([name, true]);
      for (const operation of operationsOf(name))
        expect([operation, operations.has(operation)]).toEqual([operation, true]);
    }
  });

  it('is the deal it names, not another one', () => {
    const funded = event('request:funded', { requestId: id('a') });
    expect(concerns(funded, [{ _id: 'getDeal', path: { requestId: id('a') } }])).toBe(true);
    expect(concerns(funded, [{ _id: 'getDeal', path: { requestId: id('b') } }])).toBe(false);
    expect(concerns(funded, [{ _id: 'listMyRequests', query: { role: 'buyer' } }])).toBe(true);
    expect(concerns(funded, [{ _id: 'getDemo' }])).toBe(false);
    expect(concerns(funded, ['something else'])).toBe(false);
  });

  it('includes who may still sign the terms, which ends with the deal', () => {
    const key = [{ _id: 'getDealSignatures', path: { requestId: id('a') } }];
    for (const name of ['request:completed', 'request:declined', 'request:cancelled'])
      expect(concerns(event(name, { requestId: id('a') }), key)).toBe(true);
  });

  it('includes the pages of a list', () => {
    const created = event('request:created', { requestId: id('a') });
    expect(concerns(created, [{ _id: 'browseRequests', _infinite: true, query: {} }])).toBe(true);
  });

  it('is nothing for an event of a newer backend', () => {
    expect(operationsOf('weather:changed')).toEqual([]);
  });

  it('reaches the cache', async () => {
    const client = new QueryClient();
    const mine = [{ _id: 'getDeal', path: { requestId: id('a') } }];
    const other = [{ _id: 'getDeal', path: { requestId: id('b') } }];
    client.setQueryData(mine, {});
    client.setQueryData(other, {});
    await invalidateFor(client, event('request:delivered', { requestId: id('a') }));
    expect(client.getQueryState(mine)?.isInvalidated).toBe(true);
    expect(client.getQueryState(other)?.isInvalidated).toBe(false);
  });
});
