import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { proveProcess } from '../shared/process.ts';
import { withDiagrams } from './diagrams.ts';
import { processes } from './processes.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const pages = readdirSync(DOCS)
  .filter((name) => name.endsWith('.md'))
  .map((name): [string, string] => [name, readFileSync(join(DOCS, name), 'utf8')])
  .filter(([, page]) => page.includes('<!-- end -->'));

describe('the tables that the docs print', () => {
  it.each(pages)('%s: are those that the code goes by', (_name, page) => {
    expect(withDiagrams(page, processes)).toBe(page);
  });

  it.each(processes.map(({ name }): [string] => [name]))('%s is among them', (name) => {
    expect(pages.some(([, page]) => page.includes(`<!-- table: ${name} -->`))).toBe(true);
  });
});

it('every table of the code is among them', () => {
  const files = readdirSync(join(import.meta.dirname, '../modules'), { recursive: true });
  expect(processes).toHaveLength(files.filter((name) => String(name).endsWith('.process.ts')).length);
});

it.each(processes.map((process): [string, typeof process] => [process.name, process]))(
  '%s is sound, and names no row twice',
  (_name, process) => {
    expect(proveProcess(process)).toBe(process);
    const rows = process.transitions.flatMap(({ action, from }) =>
      from.map((status) => `${action}/${status}`),
    );
    expect(new Set(rows).size).toBe(rows.length);
  },
);
