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
  ])('fails on %s', (_what, change, message) => {
    expect(() => proveProcess({ ...sound, ...change })).toThrow(message);
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
