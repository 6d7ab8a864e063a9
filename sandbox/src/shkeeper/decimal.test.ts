import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  divide,
  formatAmount,
  fromBase,
  multiply,
  parseDecimal,
  round,
  roundUp,
  toBase,
  toExact,
  toFixed,
} from './decimal.ts';

const d = parseDecimal;

describe('decimals', () => {
  it('are read as Python reads them, and refused in its words', () => {
    for (const [text, exact] of [
      ['100', '100'],
      ['100.90', '100.9'],
      ['.5', '0.5'],
      ['5.', '5'],
      ['-1.25', '-1.25'],
      ['1e3', '1000'],
      ['12E-2', '0.12'],
      [' 7 ', '7'],
    ] as const) {
      assert.equal(toExact(d(text)), exact, text);
    }
    for (const text of ['', '.', 'ten', '1,5', '0x10', 'NaN', '1e99999', '--1']) {
      assert.throws(() => d(text), /ConversionSyntax/, text);
    }
  });

  it('are written with ten places, without the zeros at the end', () => {
    assert.equal(formatAmount(d('102.0000000000')), '102');
    assert.equal(formatAmount(d('0.12345678915')), '0.1234567892');
    assert.equal(formatAmount(d('0.00000000005')), '0', 'half of the last place goes to the even side');
    assert.equal(formatAmount(d('0.00000000015')), '0.0000000002');
    assert.equal(formatAmount(d('-0.00000000001')), '0');
    assert.equal(formatAmount(d('1000')), '1000');
    assert.equal(toFixed(d('5'), 2), '5.00');
    assert.equal(toFixed(d('-0.125'), 2), '-0.12');
    assert.equal(toFixed(d('2.5'), 0), '2');
  });

  it('go to base units and back without loss', () => {
    assert.equal(fromBase(1n, 18), d('0.000000000000000001'));
    assert.equal(toBase(d('12.345678'), 6), 12_345_678n);
    assert.equal(toBase(d('0.0000019'), 6), 1n);
    assert.equal(toBase(d('0.0000011'), 6, 'up'), 2n);
    assert.equal(toBase(d('0.000001'), 6, 'up'), 1n);
  });

  it('are multiplied, divided and rounded half to even', () => {
    assert.equal(toExact(multiply(d('1.02'), d('120.55'))), '122.961');
    assert.equal(formatAmount(divide(d('100'), d('1.02'))), '98.0392156863');
    assert.equal(toExact(round(d('0.125'), 2)), '0.12');
    assert.equal(toExact(round(d('0.135'), 2)), '0.14');
    assert.equal(toExact(roundUp(d('0.1201'), 2)), '0.13');
    assert.equal(toExact(roundUp(d('0.12'), 2)), '0.12');
  });
});
