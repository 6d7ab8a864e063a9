import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** Every step at which the server can be killed is one at which a test kills it, and which the docs name. */
const SRC = join(import.meta.dirname, '..');
const DOCS = join(SRC, '../../docs');

const sources = readdirSync(join(SRC, 'modules'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(SRC, 'modules', name), 'utf8'));
const killings = readdirSync(import.meta.dirname)
  .filter((name) => /^crash-(?!points).+\.test\.ts$/.test(name))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  .join('\n');
const docs = readdirSync(DOCS)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(join(DOCS, name), 'utf8'))
  .join('\n');

const found = (pattern: RegExp): string[] =>
  sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name = '']) => name));
const around = [...new Set(found(/crashAround\(\w+, '([\w-]+)'\)/g))];
const points = [
  ...new Set([
    ...found(/crashPoint\('([\w:-]+)'\)/g),
    ...around.flatMap((name) => [`${name}:before-commit`, `${name}:after-commit`]),
  ]),
].sort();

/** Written out, or put together out of the name and where around the commit. */
const isKilledAt = (point: string): boolean => {
  const [name = ''] = point.split(':');
  return killings.includes(`'${point}'`) || killings.includes(`\`${name}:\${where}-commit\``);
};

test('there are crash points for paying in, release, refund, disputes and payouts', () => {
  const steps = new Set(points.map((point) => point.split(':')[0]));
  expect([...steps].sort()).toEqual(
    expect.arrayContaining(['abandon', 'dispute', 'fund', 'payment', 'payout', 'refund', 'release']),
  );
});

test.each(points)('%s: a test kills the server there', (point) => {
  expect(isKilledAt(point)).toBe(true);
});

test.each(points)('%s is in the docs', (point) => {
  expect(docs.includes(`\`${point}\``)).toBe(true);
});
