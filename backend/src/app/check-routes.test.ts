import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { route } from '../shared/define-route.ts';
import { endpoint, idParams } from '../shared/endpoint.ts';
import { onEventOutside } from '../platform/subscriber.ts';
import { checkRoutes } from './check-routes.ts';
import { checkSubscribers } from './subscribers.ts';

const base = { tag: 'Test', summary: 'test', rateLimit: 'read', output: z.strictObject({}) } as const;
const good = endpoint({
  ...base,
  method: 'get',
  path: '/api/a/:id',
  operationId: 'a',
  access: 'user',
  params: idParams('id'),
});
const bare = route(good, () => ({}));

const faultsOf = (changes: object): (() => void) => {
  const changed = { ...good, ...changes } as typeof good;
  return () => {
    checkRoutes([route(changed, () => ({}))], [changed]);
  };
};

describe('the boot check of routes', () => {
  it('passes what fits', () => {
    expect(() => {
      checkRoutes([bare], [good]);
    }).not.toThrow();
  });

  it('finds a route without contract, a contract without route, and two of one', () => {
    expect(() => {
      checkRoutes([bare], []);
    }).toThrow('a (get /api/a/:id) is in no contract');
    expect(() => {
      checkRoutes([], [good]);
    }).toThrow('a (get /api/a/:id) has no route');
    expect(() => {
      checkRoutes([bare, bare], [good]);
    }).toThrow('get /api/a/: is routed twice');
    expect(() => {
      checkRoutes([bare], [good, { ...good, path: '/api/b/:id' }]);
    }).toThrow('operationId a is used twice');
  });

  it.each([
    [{ access: undefined }, 'states no access'],
    [{ path: '/a/:id' }, 'is not under /api/'],
    [{ path: '/api/a/:other' }, 'has the params (other) but declares (id)'],
    [{ access: 'public', idempotent: true }, 'is idempotent without a user'],
    [{ access: 'public', stepUp: true }, 'wants step-up without a user'],
    [{ query: z.strictObject({ id: z.string() }) }, 'takes id from two places'],
  ])('finds %j', (changes, fault) => {
    expect(faultsOf(changes)).toThrow(fault);
  });
});

describe('the boot check of subscribers', () => {
  const nothing = () => Promise.resolve();

  it('finds one that waits for what is never sent, and two of one name', () => {
    expect(() => {
      checkSubscribers([onEventOutside('a', ['no:such-event'], nothing)]);
    }).toThrow('subscriber a waits for no:such-event');
    expect(() => {
      checkSubscribers([onEventOutside('a', [], nothing), onEventOutside('a', [], nothing)]);
    }).toThrow('two subscribers are called a');
  });
});
