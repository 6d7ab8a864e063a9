import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, type Language } from '../../../shared/refs.ts';
import { formatAmount } from '../notification.amounts.ts';
import { NOTIFICATION_KINDS } from '../notification.contract.ts';
import {
  ADMIN_KINDS,
  DESK_KINDS,
  DISPUTE_REMINDER_KINDS,
  DISPUTE_RULES,
  PAYMENT_KINDS,
  PAYOUT_DESK_KINDS,
  PAYMENT_RULES,
  PAYOUT_KINDS,
  REQUEST_RULES,
  SECURITY_KINDS,
} from '../notification.rules.ts';
import { wordsFor } from './compose-mail.ts';
import type { MailTexts } from './mail-text-types.ts';
import { MAIL_TEXTS } from './mail-texts.ts';
import { renderMail, type MailContent } from './render-mail.ts';

const content: MailContent = {
  subject: 'About “{title}”',
  name: 'Sara <b>',
  body: '{other} wrote about “{title}” & more.',
  values: { title: '<img src=x onerror=alert(1)>', other: 'Omid "O" {title}' },
  code: '012345',
  notes: ['A note.'],
  facts: [{ label: 'Amount', value: '$1.00' }],
  action: { label: 'Open', url: 'https://amn.example/en/verify?email=a%40b.c&code=1' },
  footer: { text: 'Because.', link: { label: 'Settings', url: 'https://amn.example/en/settings' } },
};

/** Every text of a language with the place where it stands. */
function textsOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`));
}

const bracesIn = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

describe('a rendered mail', () => {
  it('never lets what people wrote become markup', () => {
    const { html, text, subject } = renderMail(content, MAIL_TEXTS.en, 'en');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('Sara <b>');
    expect(html).toContain('<bdi>&#60;img src=x onerror=alert(1)&#62;</bdi>');
    expect(html).toContain('href="https://amn.example/en/verify?email=a%40b.c&#38;code=1"');
    expect(text).toContain('https://amn.example/en/verify?email=a%40b.c&code=1');
    expect(subject).toBe('About “<img src=x onerror=alert(1)>”');
  });

  it('fills the words in braces once only', () => {
    const { text } = renderMail(content, MAIL_TEXTS.en, 'en');
    expect(text).toContain('Omid "O" {title} wrote about');
  });

  it('says the same in text and HTML: words, facts, code, link and settings', () => {
    const { html, text } = renderMail(content, MAIL_TEXTS.en, 'en');
    for (const part of ['Hello', 'A note.', 'Amount', '$1.00', '012345', 'Open', 'Because.', 'Settings']) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
  });

  it.each([...LANGUAGES])('has its direction and its language in %s', (language) => {
    const { html, text } = renderMail(content, MAIL_TEXTS[language], language);
    const rtl = language === 'fa' || language === 'ar';
    expect(html).toContain(`dir="${rtl ? 'rtl' : 'ltr'}">`);
    expect(html).toContain(`lang="${language === 'cn' ? 'zh-CN' : language}"`);
    // A Latin title keeps its order in a line from right to left.
    expect(text.includes('\u2068')).toBe(rtl);
    expect(html).toContain('<p dir="ltr"');
  });
});

describe('the texts', () => {
  const others = LANGUAGES.filter((language) => language !== 'en');

  it('exist for each kind that is mailed, and for no other', () => {
    const mailed = new Set<string>([
      ...[...REQUEST_RULES, ...PAYMENT_RULES, ...DISPUTE_RULES]
        .filter(({ mail }) => mail)
        .map(({ event }) => event),
      ...DESK_KINDS,
      ...DISPUTE_REMINDER_KINDS,
      ...PAYOUT_DESK_KINDS,
      ...ADMIN_KINDS,
      ...Object.values(PAYMENT_KINDS),
      ...Object.values(PAYOUT_KINDS),
      ...SECURITY_KINDS,
      'payout:refund-waiting',
      'books:difference-raised',
      'wallet:replacement-requested',
    ]);
    for (const kind of NOTIFICATION_KINDS) {
      expect([kind, wordsFor(MAIL_TEXTS.en.kinds, kind, 'buyer') !== null]).toEqual([kind, mailed.has(kind)]);
    }
  });

  it.each(others)('of %s are all there, translated, with the same words to fill in', (language) => {
    const english = new Map(textsOf(MAIL_TEXTS.en));
    const translated = new Map(textsOf(MAIL_TEXTS[language]));
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of english) {
      const own = translated.get(path) ?? '';
      expect([path, own.trim() !== '' && own !== text]).toEqual([path, true]);
      expect(own).toBe(own.trim());
      // A translation may say a name or a title less often than English, never one that cannot be filled.
      const known = path.startsWith('/kinds/') ? ['other', 'title'] : bracesIn(text);
      expect(bracesIn(own).filter((word) => !known.includes(word))).toEqual([]);
      if (path.endsWith('/subject')) expect([path, ...bracesIn(own)]).toEqual([path, ...bracesIn(text)]);
    }
  });

  it('are written in the letters of their language', () => {
    const letters: Partial<Record<Language, RegExp>> = {
      fa: /[\u0600-\u06ff]/,
      ar: /[\u0600-\u06ff]/,
      cn: /\p{Script=Han}/u,
    };
    for (const [language, pattern] of Object.entries(letters)) {
      for (const [path, text] of textsOf(MAIL_TEXTS[language as Language])) {
        expect([path, pattern.test(text)]).toEqual([path, true]);
      }
    }
    // Arabic has neither of these letters; Persian has no kaf and yeh of Arabic.
    expect(JSON.stringify(MAIL_TEXTS.ar)).not.toMatch(/[پچژگ]/);
    expect(JSON.stringify(MAIL_TEXTS.fa)).not.toMatch(/[يك]/);
  });

  it('put each party’s words to that party', () => {
    const texts: MailTexts = MAIL_TEXTS.en;
    const subject = (role: 'buyer' | 'seller'): string | undefined =>
      wordsFor(texts.kinds, 'request:funded', role)?.subject;
    expect(subject('buyer')).toContain('in escrow');
    expect(subject('seller')).toContain('You can start');
  });
});

describe('amounts', () => {
  it('are written as people of the language write them, with every digit', () => {
    expect(formatAmount('500.00', 'USD', 'en')).toBe('$500.00');
    expect(formatAmount('1250.500001', 'ETH-USDT', 'en')).toBe('1,250.500001 USDT');
    expect(formatAmount('1234567890123456789.123456789012345678', 'ETH', 'en')).toBe(
      '1,234,567,890,123,456,789.123456789012345678 ETH',
    );
    expect(formatAmount('12.5', 'ETH-USDT', 'fa')).toBe('۱۲٫۵ USDT');
    expect(formatAmount('1250.5', 'ETH-USDC', 'fr')).toMatch(/^1\s250,5 USDC$/);
  });
});
