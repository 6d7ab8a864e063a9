import { describe, expect, it } from '@jest/globals';
import { queryTermsOf, searchTermsOf, termConditions } from './text-search.ts';

const finds = (query: string, text: string): boolean => {
  const queryTerms = queryTermsOf(query);
  const documentTerms = searchTermsOf(text);
  return (
    queryTerms.length > 0 &&
    termConditions(queryTerms).every(({ searchTerms }) =>
      documentTerms.some((term) => searchTerms.test(term)),
    )
  );
};

describe('search finds', () => {
  it.each([
    ['a word by its beginning', 'transl', 'English translation needed'],
    ['words in any order', 'needed english', 'English translation needed'],
    ['without case', 'ENGLISH', 'english'],
    ['without accents', 'resume', 'Un résumé'],
    ['with accents what has none', 'résumé', 'a resume'],
    ['Vietnamese by plain letters', 'dich thuat', 'Dịch thuật tiếng Việt'],
    ['đ by d', 'duong', 'đường'],
    ['ß by ss', 'strasse', 'Straße'],
    ['full-width letters', 'logo', 'ＬＯＧＯ'],
    ['Arabic letters by Persian ones', 'علی', 'علي'],
    ['Persian letters by Arabic ones', 'كتاب', 'کتاب'],
    ['Arabic without vowel signs', 'كتاب', 'كِتَابٌ'],
    ['stretched letters', 'سلام', 'ســـلام'],
    ['forms of alef', 'احمد', 'أحمد'],
    ['an Arabic word by itself that has the article', 'ترجمة', 'الترجمة مطلوبة'],
    ['an Arabic word with the article that has none', 'الترجمة', 'ترجمة مطلوبة'],
    ['a Persian compound by a space', 'می خواهم', 'می\u200cخواهم'],
    ['a Persian compound with its joiner', 'می\u200cخواهم', 'می خواهم'],
    ['a Persian compound in one', 'میخواهم', 'می\u200cخواهم'],
    ['Persian digits by Latin ones', '1403', 'سال ۱۴۰۳'],
    ['Arabic digits by Persian ones', '۲۵', '٢٥'],
    ['a Chinese word inside a sentence', '翻译', '我需要翻译服务'],
    ['a longer Chinese query', '翻译服务', '我需要翻译服务'],
    ['one Chinese character', '译', '我需要翻译服务'],
    ['the last Chinese character', '务', '我需要翻译服务'],
    ['Latin inside Chinese', 'logo', '设计logo标志'],
    ['Chinese beside Latin', '标志', '设计logo标志'],
    ['Japanese', 'ロゴ', '新しいロゴを作る'],
    ['characters outside the basic plane', '𠮷', '𠮷野家'],
  ])('%s', (_what, query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  it.each([
    ['a word that only ends so', 'lation', 'translation'],
    ['when one of the words is missing', 'english poem', 'English translation'],
    ['characters that do not stand together', '译服', '翻译的服务'],
    ['anything by signs alone', '.*', 'anything'],
    ['anything by a joiner alone', '\u200c', 'می\u200cخواهم'],
  ])('but not %s', (_what, query, text) => {
    expect(finds(query, text)).toBe(false);
  });
});

describe('terms', () => {
  it('hold letters and digits only, so that no pattern can be smuggled in', () => {
    const terms = queryTermsOf('a.*b (c+) [d] $ne {"$where":1} \\w');
    expect(terms.join('')).toMatch(/^[a-z0-9]+$/);
  });

  it('are bounded for a long text and a long word', () => {
    const words = Array.from({ length: 3000 }, (_, index) => `word${index}`).join(' ');
    expect(searchTermsOf(words).length).toBeLessThanOrEqual(600);
    expect(searchTermsOf('x'.repeat(5000))).toEqual(['x'.repeat(32)]);
    expect(finds('x'.repeat(5000), 'x'.repeat(5000))).toBe(true);
    expect(queryTermsOf('a b c d e f g h i j k l m').length).toBe(8);
  });

  it('take the title first', () => {
    const long = Array.from({ length: 3000 }, (_, index) => `filler${index}`).join(' ');
    expect(searchTermsOf('Rare title', long)).toEqual(expect.arrayContaining(['rare', 'title']));
  });
});
