import { describe, expect, it } from '@jest/globals';
import {
  actionsFor,
  findTransition,
  proveProcess,
  targetsOf,
  timersOf,
  type Process,
  type Transition,
} from './process.ts';

const sound: Process<'a' | 'b', 'go'> = {
  name: 'Sound',
  initial: 'a',
  statuses: ['a', 'b'],
  final: ['b'],
  transitions: [{ action: 'go', from: ['a'], to: 'b', by: ['buyer'], events: [] }],
};

describe('proveProcess', () => {
  it('passes a sound table through', () => {
    expect(proveProcess(sound)).toBe(sound);
  });

  it.each<[string, Partial<Process<'a' | 'b', 'go'>>, RegExp]>([
    ['an unreachable status', { statuses: ['a', 'b', 'z' as 'b'] }, /z is unreachable/],
    ['a dead end that is not final', { final: [] }, /dead end/],
    ['a way out of a final status', { final: ['a', 'b'] }, /final status/],
    [
      'an unknown status',
      { transitions: [{ action: 'go', from: ['a'], to: 'z' as 'b', by: ['buyer'], events: [] }] },
      /unknown status/,
    ],
    ['two rows for one move', { transitions: [...sound.transitions, ...sound.transitions] }, /two rows/],
    [
      'a row that nobody may take',
      { transitions: [{ action: 'go', from: ['a'], to: 'b', by: [], events: [] }] },
      /no actor/,
    ],
    [
      'an alternative that is unknown',
      {
        transitions: [
          { action: 'go', from: ['a'], to: 'b', alternatives: ['z' as 'b'], by: ['buyer'], events: [] },
        ],
      },
      /unknown status z/,
    ],
    [
      'a time that no timer keeps',
      { transitions: [{ action: 'go', from: ['a'], to: 'b', by: ['buyer'], afterMs: 1, events: [] }] },
      /no timer/,
    ],
    [
      'a row that begins nowhere',
      { transitions: [{ action: 'go', from: [], to: 'b', by: ['buyer'], events: [] }] },
      /no from/,
    ],
    [
      'a part’s row from an unknown status',
      {
        transitions: [
          { action: 'go', from: ['a'], alsoFrom: ['z' as 'a'], to: 'b', by: ['buyer'], events: [] },
        ],
      },
      /unknown status z/,
    ],
    [
      'a part’s row out of a final status',
      { transitions: [{ action: 'go', from: ['a'], alsoFrom: ['b'], to: 'b', by: ['buyer'], events: [] }] },
      /leaves the final status b/,
    ],
    [
      'a status that only keeps itself',
      {
        transitions: [
          ...sound.transitions,
          { action: 'stay', from: ['c'], to: 'same', by: ['buyer'], events: [] },
        ] as never,
        statuses: ['a', 'b', 'c' as 'a'],
      },
      /c is unreachable/,
    ],
    [
      'a way out that leads nowhere else',
      {
        transitions: [{ action: 'go', from: ['a'], to: 'same', alternatives: [], by: ['buyer'], events: [] }],
        statuses: ['a'],
        final: [],
      },
      /a is a dead end but not final/,
    ],
  ])('fails on %s', (_what, change, message) => {
    expect(() => proveProcess({ ...sound, ...change })).toThrow(message);
  });
});

/** What is reached only by way of rows that stand further up, and of a part by itself. */
const winding: Process<'a' | 'b' | 'c' | 'd', 'end' | 'go' | 'back'> = {
  name: 'Winding',
  initial: 'a',
  statuses: ['a', 'b', 'c', 'd'],
  final: ['d'],
  transitions: [
    { action: 'end', from: ['c'], alsoFrom: ['a'], to: 'd', by: ['seller'], events: [] },
    { action: 'back', from: ['c'], to: 'same', alternatives: ['a'], by: ['buyer', 'seller'], events: [] },
    { action: 'back', from: ['b'], to: 'same', by: ['buyer'], events: [] },
    { action: 'go', from: ['b'], to: 'c', by: ['buyer'], events: [] },
    { action: 'go', from: ['a'], to: 'b', by: ['buyer'], events: [] },
  ],
};

describe('a winding table', () => {
  it('is sound: each round reaches further', () => {
    expect(proveProcess(winding)).toBe(winding);
  });

  it('has ways for a part that the whole has not', () => {
    expect(findTransition(winding, 'end', 'a', 'seller')).toBeUndefined();
    expect(findTransition(winding, 'end', 'a', 'seller', true)?.to).toBe('d');
    expect(findTransition(winding, 'end', 'b', 'seller', true)).toBeUndefined();
    expect(findTransition(winding, 'end', 'c', 'seller')?.to).toBe('d');
    expect(findTransition(winding, 'end', 'c', 'buyer', true)).toBeUndefined();
    expect(findTransition(winding, 'go', 'b', 'buyer', true)?.to).toBe('c');
    expect(findTransition(winding, 'go', 'c', 'buyer', true)).toBeUndefined();
  });

  it('names each action once, for whoever may take it', () => {
    expect(actionsFor(winding, 'c', 'seller')).toEqual(['end', 'back']);
    expect(actionsFor(winding, 'c', 'buyer')).toEqual(['back']);
    expect(actionsFor(winding, 'b', 'buyer')).toEqual(['back', 'go']);
    expect(actionsFor(winding, 'a', 'seller')).toEqual([]);
    const [first] = winding.transitions;
    const twice = { ...winding, transitions: [...winding.transitions, ...(first ? [first] : [])] };
    expect(actionsFor(twice, 'c', 'seller')).toEqual(['end', 'back']);
  });

  it('reaches on from any of the statuses that a row begins in', () => {
    const [end, back, , go] = winding.transitions;
    const start = { action: 'go', from: ['a', 'c'], to: 'b', by: ['buyer'], events: [] } as const;
    const transitions = [end, back, go, start].flatMap((row) => (row ? [row] : []));
    expect(() => proveProcess({ ...winding, transitions })).not.toThrow();
  });

  it('has no timer where no row names a time', () => {
    expect(winding.statuses.flatMap((status) => timersOf(winding, status))).toEqual([]);
  });

  it('has no island: what leads only to each other is reached by nobody', () => {
    const island = [
      { action: 'go', from: ['x'], to: 'y', by: ['buyer'], events: [] },
      { action: 'back', from: ['y'], to: 'x', by: ['buyer'], events: [] },
    ] as never[];
    expect(() =>
      proveProcess({
        ...winding,
        statuses: [...winding.statuses, 'x' as 'a', 'y' as 'a'],
        transitions: [...winding.transitions, ...island],
      }),
    ).toThrow('process Winding: x is unreachable');
  });

  it('says which table and which row is wrong', () => {
    const wrong = { ...winding, final: ['c', 'd'] as const };
    expect(() => proveProcess(wrong)).toThrow(new Error('process Winding: end leaves the final status c'));
  });
});

describe('reading a table', () => {
  it('finds a row only for its status and actor', () => {
    expect(findTransition(sound, 'go', 'a', 'buyer')?.to).toBe('b');
    expect(findTransition(sound, 'go', 'a', 'seller')).toBeUndefined();
    expect(findTransition(sound, 'go', 'b', 'buyer')).toBeUndefined();
    expect(actionsFor(sound, 'a', 'buyer')).toEqual(['go']);
  });

  it('knows where a row may lead and what the timer does by itself', () => {
    const row: Transition<'a' | 'b', 'go'> = {
      action: 'go',
      from: ['a'],
      to: 'same',
      alternatives: ['b'],
      by: ['timer'],
      afterMs: 60_000,
      events: [],
    };
    const timed = proveProcess({ ...sound, transitions: [row] });
    expect(targetsOf(row)).toEqual(['b']);
    expect(timersOf(timed, 'a')).toEqual([{ action: 'go', afterMs: 60_000 }]);
    expect(timersOf(timed, 'b')).toEqual([]);
  });
});
