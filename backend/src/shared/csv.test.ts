import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvCell, csvRow } from './csv.ts';

/** A reader as RFC 4180 describes it. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ',' || text.startsWith('\r\n', index)) {
      row.push(cell);
      cell = '';
      if (sign === ',') continue;
      rows.push(row);
      row = [];
      index += 1;
    } else cell += sign;
  }
  return rows;
}

describe('a row', () => {
  it('is read back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 })), (rows) => {
        const read = parse(rows.map(csvRow).join(''));
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length));
        rows.flat().forEach((cell, index) => {
          expect([cell, `'${cell}`]).toContain(read.flat()[index]);
        });
      }),
    );
  });

  it('is never taken for a formula', () => {
    const hostile = [
      '=1+1',
      '+1+1',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      ' =1',
      '＝1+1',
      '\u202e=1',
      '=cmd|"/c"!A1',
    ];
    for (const cell of hostile) expect(parse(csvRow([cell]))[0]?.[0]).toBe(`'${cell}`);
  });

  it('leaves numbers, and words of any language, as they are', () => {
    for (const cell of ['-12.5', '0', '1000000.000001', 'برای شما آزاد شد', 'a-b', "l'avoir"]) {
      expect(csvCell(cell)).toBe(cell);
    }
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
  });
});
