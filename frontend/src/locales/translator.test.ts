/** @jest-environment node */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES } from '@/config/languages';
import { createI18n } from './create-i18n';
import { NAMESPACES, type Namespace } from './namespaces';
import { Translator, type Messages } from './translator';

const read = (language: string, namespace: Namespace) =>
  JSON.parse(readFileSync(path.join(__dirname, language, `${namespace}.json`), 'utf8')) as Record<
    string,
    unknown
  >;

function* keysOf(value: unknown, prefix = ''): Generator<[string, string]> {
  if (typeof value === 'string') yield [prefix, value];
  else {
    for (const [key, child] of Object.entries(value as object))
      yield* keysOf(child, prefix ? `${prefix}.${key}` : key);
  }
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const counts = [0, 1, 2, 3, 5, 11, 21, 99, 100, 1_000_000];

describe.each(LANGUAGES)('the translator of the browser, in %s', (language) => {
  const messages: Messages = Object.fromEntries(
    NAMESPACES.map((namespace) => [namespace, read(language, namespace)]),
  );
  const ours = new Translator(language, messages);
  const i18next = createI18n(language, messages);

  it('says of every string what i18next says', () => {
    let compared = 0;
    for (const namespace of NAMESPACES) {
      const theirs = i18next.getFixedT(null, namespace) as unknown as (key: string, values: object) => string;
      for (const [key, text] of keysOf(messages[namespace])) {
        const names = [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1] ?? '');
        const plural = PLURAL.test(key);
        const base = key.replace(PLURAL, '');
        for (const count of plural ? counts : [7]) {
          const values = Object.fromEntries(
            names.map((name) => [name, name === 'count' ? count : `«${name}»`]),
          );
          const given = plural ? { ...values, count } : values;
          expect(ours.translate(base, namespace, given)).toBe(theirs(base, given));
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  it('gives back the key of a string that is not there', () => {
    expect(ours.translate('no.such.key', 'common')).toBe('no.such.key');
    expect(ours.exists('no.such.key')).toBe(false);
    expect(ours.exists('action.save')).toBe(true);
    expect(ours.exists('field.tooShort')).toBe(true);
  });
});

it('adds a page’s namespaces without touching what is there', () => {
  const translator = new Translator('en', { common: { a: 'A' } });
  translator.add({ common: { a: 'other' }, deal: { title: 'Deal' } });
  expect(translator.translate('a', 'common')).toBe('A');
  expect(translator.translate('deal:title', 'common')).toBe('Deal');
});
