/** The rules of locales-check, pure, so that a test can break each of them. */

export type Strings = Map<string, string>;

const PLURAL = /_(zero|one|two|few|many|other)$/;
/** Of the sentences of a language, so many may be as in English outside the list. */
const SAME_SHARE = 0.02;

export function* flatten(value: unknown, prefix = ''): Generator<[string, string]> {
  if (typeof value === 'string') yield [prefix, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value))
      yield* flatten(child, prefix ? `${prefix}.${key}` : key);
  } else throw new Error(`${prefix} is neither a string nor a group of strings`);
}

const baseOf = (key: string) => key.replace(PLURAL, '');
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map((match) => match[1] ?? '').sort();

/** Keys whose plural forms belong together: those with `_other`. */
function pluralBases(strings: Strings): Set<string> {
  return new Set([...strings.keys()].filter((key) => key.endsWith('_other')).map(baseOf));
}

interface Check {
  language: string;
  tag: string;
  strings: Strings;
  english: Strings;
  /** Values that are the same in every language: names, codes, examples. */
  allowed: ReadonlySet<string>;
}

export function checkLanguage({ language, tag, strings, english, allowed }: Check): {
  faults: string[];
  same: number;
} {
  const faults: string[] = [];
  const plurals = pluralBases(english);
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;

  for (const key of english.keys()) {
    if (plurals.has(baseOf(key))) continue;
    if (!strings.has(key)) faults.push(`missing ${key}`);
  }
  for (const base of plurals) {
    for (const form of forms) {
      if (!strings.has(`${base}_${form}`)) faults.push(`missing plural form ${base}_${form}`);
    }
  }
  for (const [key, text] of strings) {
    const base = baseOf(key);
    const isPlural = plurals.has(base) && PLURAL.test(key);
    if (isPlural && !forms.some((form) => key === `${base}_${form}`))
      faults.push(`no such plural form ${key}`);
    if (!isPlural && !english.has(key)) faults.push(`extra ${key}`);
    if (text.trim() === '') faults.push(`empty ${key}`);
    const source = isPlural ? english.get(`${base}_other`) : english.get(key);
    if (source !== undefined) faults.push(...placeholderFaults(key, text, source, isPlural));
  }

  if (language === 'en') return { faults, same: 0 };
  const equal = [...strings].filter(([key, text]) => english.get(key) === text && !isAllowed(text, allowed));
  if (equal.length > strings.size * SAME_SHARE) {
    const list = equal.map(([key, text]) => `${key} ${JSON.stringify(text)}`).join('\n      ');
    faults.push(
      `${equal.length} of ${strings.size} strings are as in English, more than 2 %:\n      ${list}`,
    );
  }
  return { faults, same: equal.length };
}

function placeholderFaults(key: string, text: string, source: string, isPlural: boolean): string[] {
  const wanted = placeholders(source);
  const found = placeholders(text);
  // "one notification" may say the number as a word.
  const essential = isPlural ? wanted.filter((name) => name !== 'count') : wanted;
  const missing = essential.filter((name) => !found.includes(name));
  const unknown = found.filter((name) => !wanted.includes(name));
  return [
    ...missing.map((name) => `${key} does not use {{${name}}}`),
    ...unknown.map((name) => `${key} uses {{${name}}}, which English does not`),
  ];
}

/** In the list, or without a single letter outside its placeholders. */
function isAllowed(text: string, allowed: ReadonlySet<string>): boolean {
  return allowed.has(text) || !/\p{L}/u.test(text.replace(/\{\{[^}]*\}\}/g, ''));
}
