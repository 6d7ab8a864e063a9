import { LANGUAGES, languageInfo, negotiateLanguage } from './languages';
import { inLanguage, safeNext } from './paths';

it.each([
  ['fa-IR,fa;q=0.9,en;q=0.8', 'fa'],
  ['de-DE,fr;q=0.7,en;q=0.9', 'en'],
  ['zh-TW,zh;q=0.9', 'cn'],
  ['de', 'en'],
  ['fr;q=0, vi;q=0.1', 'vi'],
  [null, 'en'],
  [',,;q=', 'en'],
])('%p asks for %s', (header, language) => {
  expect(negotiateLanguage(header)).toBe(language);
});

it('has a valid locale for each language', () => {
  for (const language of LANGUAGES) {
    const { tag, intl } = languageInfo[language];
    expect(Intl.getCanonicalLocales(intl)).toHaveLength(1);
    expect(Intl.PluralRules.supportedLocalesOf(tag)).toEqual([tag]);
  }
});

it('goes on within the application only', () => {
  expect(safeNext('/fa/deals/1?tab=2', '/x')).toBe('/fa/deals/1?tab=2');
  for (const next of ['//evil.example', 'https://evil.example', '/xx/deals', '/\\evil.example', '', null]) {
    expect(safeNext(next, '/x')).toBe('/x');
  }
});

it('says the same page in another language', () => {
  expect(inLanguage('/en/requests/1', 'fa')).toBe('/fa/requests/1');
  expect(inLanguage('/', 'fa')).toBe('/fa');
});
