/**
 * Holds the six languages together: the same keys, the plural forms each language needs, the same values to fill in,
 * and hardly any sentence left in English. What may be the same stands in locales-allow.json.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LANGUAGES, languageInfo, type Language } from '../src/config/languages.ts';
import { NAMESPACES } from '../src/locales/namespaces.ts';
import { checkLanguage, flatten, type Strings } from './locales-rules.ts';

const folder = process.argv[2] ?? path.join(import.meta.dirname, '..', 'src', 'locales');
const allowFile = path.join(import.meta.dirname, 'locales-allow.json');
const allowed = new Set(JSON.parse(readFileSync(allowFile, 'utf8')) as string[]);

function stringsOf(language: Language): Strings {
  const all: Strings = new Map();
  for (const namespace of NAMESPACES) {
    const file = path.join(folder, language, `${namespace}.json`);
    if (!existsSync(file)) throw new Error(`${language}/${namespace}.json is missing`);
    for (const [key, text] of flatten(JSON.parse(readFileSync(file, 'utf8'))))
      all.set(`${namespace}:${key}`, text);
  }
  return all;
}

/** So many faults of a language are listed. */
const SHOWN = 20;

const english = stringsOf('en');
let problems = 0;
for (const language of LANGUAGES) {
  const strings = language === 'en' ? english : stringsOf(language);
  const { faults, same } = checkLanguage({
    language,
    tag: languageInfo[language].tag,
    strings,
    english,
    allowed,
  });
  for (const fault of faults.slice(0, SHOWN)) console.error(`${language}  ${fault}`);
  if (faults.length > SHOWN) console.error(`${language}  … and ${faults.length - SHOWN} more`);
  problems += faults.length;
  const note = language === 'en' ? '' : `, ${same} of them as in English`;
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${language}  ${strings.size} strings${note}`);
}
if (problems > 0) process.exit(1);
