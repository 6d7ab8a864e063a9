/** @jest-environment node */
import { checkLanguage, flatten } from './locales-rules';

const strings = (value: object) => new Map(flatten(value));
const english = strings({
  title: 'My deals',
  hello: 'Hello {{name}}',
  unread_one: '{{count, number}} message',
  unread_other: '{{count, number}} messages',
});
const arabic = {
  title: 'صفقاتي',
  hello: 'مرحبًا {{name}}',
  unread_zero: 'لا رسائل',
  unread_one: 'رسالة واحدة',
  unread_two: 'رسالتان',
  unread_few: '{{count, number}} رسائل',
  unread_many: '{{count, number}} رسالة',
  unread_other: '{{count, number}} رسالة',
};
const check = (value: object, tag = 'ar') =>
  checkLanguage({ language: tag, tag, strings: strings(value), english, allowed: new Set(['USDT']) });

it('is content with a whole language', () => {
  expect(check(arabic)).toEqual({ faults: [], same: 0 });
});

it.each([
  ['a missing key', { ...arabic, title: undefined }, 'missing title'],
  ['an extra key', { ...arabic, more: 'المزيد' }, 'extra more'],
  ['an empty value', { ...arabic, title: ' ' }, 'empty title'],
  ['a gap in the plural forms', { ...arabic, unread_few: undefined }, 'missing plural form unread_few'],
  ['a forgotten value', { ...arabic, hello: 'مرحبًا' }, 'hello does not use {{name}}'],
  ['an unknown value', { ...arabic, title: 'صفقات {{who}}' }, 'title uses {{who}}, which English does not'],
])('finds %s', (_what, value, fault) => {
  const present = Object.fromEntries(Object.entries(value).filter(([, text]) => text !== undefined));
  expect(check(present).faults).toContain(fault);
});

it('finds a plural form that the language does not have', () => {
  const chinese = {
    title: '我的交易',
    hello: '你好 {{name}}',
    unread_one: '一条',
    unread_other: '{{count, number}} 条',
  };
  expect(check(chinese, 'zh-CN').faults).toContain('no such plural form unread_one');
});

it('finds a language left in English, but for what is the same everywhere', () => {
  expect(check({ ...arabic, title: 'My deals' }).faults[0]).toContain('as in English');
  const source = strings({ coin: 'USDT', sign: '{{a}} / {{b}}' });
  const same = checkLanguage({
    language: 'ar',
    tag: 'ar',
    strings: source,
    english: source,
    allowed: new Set(['USDT']),
  });
  expect(same).toEqual({ faults: [], same: 0 });
});
