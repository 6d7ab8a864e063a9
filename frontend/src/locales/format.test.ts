import {
  formatBase,
  formatDateTime,
  formatDuration,
  formatPrice,
  formatRelative,
  parseDecimal,
  toDecimal,
} from './format';

describe('toDecimal', () => {
  it.each([
    ['12500000', 6, '12.5'],
    ['1', 18, '0.000000000000000001'],
    ['0', 6, '0'],
    ['100', 2, '1'],
    ['-5', 2, '-0.05'],
    ['123456789012345678901234567890', 6, '123456789012345678901234.56789'],
    ['42', 0, '42'],
  ])('shifts %s by %i to %s', (integer, decimals, decimal) => {
    expect(toDecimal(integer, decimals)).toBe(decimal);
  });

  it('refuses what is not an integer', () => {
    expect(() => toDecimal('1e5', 2)).toThrow(RangeError);
    expect(() => toDecimal('1.5', 2)).toThrow(RangeError);
    expect(() => toDecimal('', 2)).toThrow(RangeError);
  });
});

describe('money', () => {
  it('keeps every digit of an amount that a float would lose', () => {
    expect(formatBase('en', '9007199254740993123456', 6)).toBe('9,007,199,254,740,993.123456');
    expect(formatBase('en', '1000000000000000001', 18)).toBe('1.000000000000000001');
  });

  it('writes prices in the numerals of the language', () => {
    const price = { amount: '123450', currency: 'USD' };
    expect(formatPrice('en', price)).toBe('$1,234.50');
    expect(formatPrice('fa', price)).toBe('\u200E$۱٬۲۳۴٫۵۰');
    expect(formatPrice('ar', price)).toBe('\u200E$1,234.50');
    expect(formatPrice('ar', { amount: '-50000', currency: 'USD' })).toBe('\u200E\u2212$500');
    expect(formatPrice('cn', price)).toContain('1,234.50');
  });

  it('drops the cents of a whole price unless a column wants them', () => {
    expect(formatPrice('en', { amount: '50000', currency: 'USD' })).toBe('$500');
    expect(formatPrice('en', { amount: '50000', currency: 'USD' }, { cents: true })).toBe('$500.00');
  });
});

describe('parseDecimal', () => {
  it.each([
    ['12.5', 6, '12500000'],
    ['12,5', 2, '1250'],
    ['1,234.50', 2, '123450'],
    ['۱۲٫۵', 2, '1250'],
    ['١٢٫٥', 2, '1250'],
    ['۱٬۲۳۴', 2, '123400'],
    [' 007 ', 2, '700'],
    ['0', 2, '0'],
    ['.5', 2, '50'],
    ['12.50', 1, '125'],
  ])('reads %s with %i decimals as %s', (text, decimals, base) => {
    expect(parseDecimal(text, decimals)).toBe(base);
  });

  it.each(['', '.', '-1', '1e5', 'NaN', '12.345', '0x10', '1.2.3', '∞', '１２'])('refuses %p', (text) => {
    expect(parseDecimal(text, 2)).toBeNull();
  });

  it('takes back what toDecimal gave', () => {
    for (const base of ['1', '99', '100', '12345678901234567890']) {
      expect(parseDecimal(toDecimal(base, 6), 6)).toBe(base);
    }
  });
});

describe('time', () => {
  const at = '2026-03-21T09:05:00Z';

  it('uses the Persian calendar and digits in Persian', () => {
    const text = formatDateTime('fa', at, 'UTC');
    expect(text).toContain('۱۴۰۵');
    expect(text).toContain('فروردین');
  });

  it('uses the Gregorian calendar elsewhere', () => {
    expect(formatDateTime('en', at, 'UTC')).toContain('Mar 21, 2026');
    expect(formatDateTime('fr', at, 'UTC')).toContain('21 mars 2026');
    expect(formatDateTime('ar', at, 'UTC')).toContain('2026');
  });

  it('says a span in its two biggest units', () => {
    const hour = 3_600_000;
    expect(formatDuration('en', 52 * hour)).toBe('2 days, 4 hours');
    expect(formatDuration('en', 48 * hour)).toBe('2 days');
    expect(formatDuration('en', 90_000)).toBe('1 minute');
    expect(formatDuration('en', 4000)).toBe('4 seconds');
    expect(formatDuration('en', 0)).toBe('0 seconds');
    expect(formatDuration('en', 48 * hour + 90_000)).toBe('2 days');
    expect(formatDuration('fa', 52 * hour)).toContain('۲ روز');
  });

  it('says how long ago, from a given now', () => {
    const now = Date.parse(at);
    expect(formatRelative('en', '2026-03-21T06:05:00Z', now)).toBe('3 hours ago');
    expect(formatRelative('en', '2026-03-22T09:05:00Z', now)).toBe('tomorrow');
    expect(formatRelative('en', at, now)).toBe('now');
  });
});
