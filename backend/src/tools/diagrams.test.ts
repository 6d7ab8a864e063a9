import { describe, expect, it } from '@jest/globals';
import { proveProcess } from '../shared/process.ts';
import { toMermaid, toTable, withDiagrams } from './diagrams.ts';

const lamp = proveProcess({
  name: 'Lamp',
  initial: 'off',
  statuses: ['off', 'on', 'dim', 'broken'],
  final: ['broken'],
  transitions: [
    { action: 'press', from: ['off'], to: 'on', alternatives: ['dim'], by: ['buyer'], events: [] },
    {
      action: 'press',
      from: ['on', 'dim'],
      to: 'off',
      by: ['buyer'],
      events: ['lamp:off', 'lamp:dark'],
      partEvents: ['lamp:bulb-off'],
    },
    { action: 'sleep', from: ['on'], to: 'off', by: ['timer'], afterMs: 7_200_000, events: [] },
    {
      action: 'clean',
      from: ['on'],
      alsoFrom: ['dim'],
      to: 'same',
      by: ['seller'],
      events: [],
      note: 'a cloth',
    },
    {
      action: 'burnOut',
      from: ['on'],
      to: 'broken',
      by: ['timer', 'buyer'],
      afterMs: 86_400_000,
      events: [],
      posting: 'loss',
    },
  ],
});

describe('a table', () => {
  it('becomes a diagram of what leads elsewhere', () => {
    expect(toMermaid(lamp)).toBe(
      [
        'stateDiagram-v2',
        '  [*] --> off',
        '  off --> on: press',
        '  off --> dim: press',
        '  on --> off: press · sleep (2 h)',
        '  dim --> off: press',
        '  on --> broken: burnOut (or after 24 h)',
        '  broken --> [*]',
      ].join('\n'),
    );
  });

  it('becomes a table with every row', () => {
    const lines = toTable(lamp).split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[2]?.split('|').map((cell) => cell.trim())).toEqual([
      '',
      '`press`',
      'off',
      'on, dim',
      'buyer',
      '',
      '',
      '',
      '',
    ]);
    expect(lines[3]).toContain('| lamp:off, lamp:dark; of a part: lamp:bulb-off ');
    expect(lines[5]).toContain('| on; of a part: dim ');
    expect(lines[6]).toContain('timer after 24 h, buyer');
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it('is put where a page asks for it, again and again', () => {
    const page = 'Before.\n\n<!-- diagram: Lamp -->\nold\n<!-- end -->\n\nAfter.\n';
    const written = withDiagrams(page, [lamp]);
    expect(written).toContain('```mermaid\nstateDiagram-v2');
    expect(written).not.toContain('old');
    expect(withDiagrams(written, [lamp])).toBe(written);
    expect(() => withDiagrams(page, [])).toThrow('there is no process Lamp');
  });
});
