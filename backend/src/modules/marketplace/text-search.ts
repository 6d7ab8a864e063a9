/**
 * Search in any language, on an ordinary index. A text is kept as an array of folded terms, and a query asks
 * for documents that have, for each of its words, a term that begins with it: an anchored, case-sensitive
 * regular expression, which MongoDB answers by a range of the multikey index on `searchTerms`.
 *
 * MongoDB's own text index is no choice here: it stems by one language a document, knows neither Persian,
 * Arabic nor Chinese, finds no beginnings of words, and cannot be paged by key. What is done instead:
 * - Folding: no case, no diacritics or vowel signs, Arabic and Persian forms of one letter made equal, digits
 *   of all scripts made Latin. Parts joined by a non-joiner are found as one word and each for itself. So "é" finds "e", "ي" finds "ی", "۵" finds "5".
 * - Scripts with spaces: words. Arabic's article is cut off a second copy, so that a word is found with and
 *   without it.
 * - Scripts without spaces (Chinese, Japanese, Thai …): pairs of neighbouring characters. A longer query is
 *   cut into pairs as well and needs all of them; a single character is the beginning of a pair.
 */

const SAME_LETTER: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ك: 'ک',
  ة: 'ه',
  ە: 'ه',
  ۀ: 'ه',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  đ: 'd',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Digits of a script stand together in Unicode, the zero first, so their value is their place. */
const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x0e50];

function foldLetter(letter: string): string {
  const same = SAME_LETTER[letter];
  if (same !== undefined) return same;
  const code = letter.codePointAt(0) ?? 0;
  const zero = DIGIT_ZEROS.find((start) => code >= start && code < start + 10);
  return zero === undefined ? letter : String(code - zero);
}

/** Persian writes parts of one word apart by it: some people type a space there, others nothing. */
const NON_JOINER = '\u200c';

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    // Marks, invisible characters but the non-joiner, and the Arabic letter-stretcher.
    .replace(/(?!\u200c)[\p{M}\p{Cf}ـ]/gu, '')
    .toLowerCase()
    .replace(/./gu, foldLetter);

const WITHOUT_SPACES =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const CHUNKS = new RegExp(`[${WITHOUT_SPACES}]+|[\\p{L}\\p{N}${NON_JOINER}]+`, 'gu');
/** Splits a word of mixed scripts, e.g. a Chinese one that follows a Latin one without a space. */
const SCRIPTS = new RegExp(`[${WITHOUT_SPACES}]+|[^${WITHOUT_SPACES}]+`, 'gu');
const IS_WITHOUT_SPACES = new RegExp(`^[${WITHOUT_SPACES}]`, 'u');

const MAX_TERM_LENGTH = 32;
/** Enough for a page of text; what comes later in a long description is not found. */
const MAX_TERMS = 600;
const MAX_QUERY_TERMS = 8;

const chunksOf = (text: string): string[] =>
  [...fold(text).matchAll(CHUNKS)].flatMap(([chunk]) => [...chunk.matchAll(SCRIPTS)].map(([part]) => part));

function pairsOf(chunk: string): string[] {
  const letters = Array.from(chunk);
  if (letters.length === 1) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

/** Without Arabic's article, where enough of a word is left. */
const withoutArticle = (word: string): string => (/^ال.{3,}/u.test(word) ? word.slice(2) : word);

const partsOf = (chunk: string): string[] => chunk.split(NON_JOINER).filter((part) => part !== '');

const cut = (word: string): string => Array.from(word).slice(0, MAX_TERM_LENGTH).join('');

/** Terms of a document, title first. */
export function searchTermsOf(...texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const chunk of texts.flatMap(chunksOf)) {
    if (IS_WITHOUT_SPACES.test(chunk)) {
      const letters = Array.from(chunk);
      for (const pair of pairsOf(chunk)) terms.add(pair);
      // Pairs begin with every character but the last.
      terms.add(letters.at(-1) ?? chunk);
    } else {
      for (const word of [chunk.replaceAll(NON_JOINER, ''), ...partsOf(chunk)]) {
        terms.add(cut(word));
        terms.add(cut(withoutArticle(word)));
      }
    }
    if (terms.size >= MAX_TERMS) break;
  }
  terms.delete('');
  return [...terms].slice(0, MAX_TERMS);
}

/** Terms that a document must have beginnings of; empty when the query holds no letter or digit. */
export function queryTermsOf(query: string): string[] {
  const terms = chunksOf(query).flatMap((chunk) =>
    IS_WITHOUT_SPACES.test(chunk) ? pairsOf(chunk) : partsOf(chunk).map((part) => cut(withoutArticle(part))),
  );
  // The longest is likely the rarest; it goes first, as the index serves one and the others filter.
  return [...new Set(terms)].sort((a, b) => b.length - a.length).slice(0, MAX_QUERY_TERMS);
}

/** As conditions on `searchTerms`. Terms hold letters and digits only, so nothing needs escaping. */
export const termConditions = (terms: readonly string[]): { searchTerms: RegExp }[] =>
  terms.map((term) => ({ searchTerms: new RegExp(`^${term}`) }));
