import { DAY_MS, HOUR_MS } from '../shared/duration.ts';
import { targetsOf, type ActorRole, type Process } from '../shared/process.ts';

/** State diagrams and tables for the docs, out of the tables that the product itself goes by. */

/** In hours up to four days, as the rules write it. */
const time = (ms: number): string =>
  ms > 96 * HOUR_MS && ms % DAY_MS === 0 ? `${ms / DAY_MS} d` : `${ms / HOUR_MS} h`;

const actorsOf = (by: readonly ActorRole[], afterMs: number | undefined): string =>
  by
    .map((role) => (role === 'timer' && afterMs !== undefined ? `timer after ${time(afterMs)}` : role))
    .join(', ');

/** What leads to another status, as a mermaid state diagram; two ways between the same two share an arrow. */
export function toMermaid<S extends string, A extends string>(process: Process<S, A>): string {
  const arrows = new Map<string, string[]>();
  for (const row of process.transitions) {
    for (const from of row.from) {
      for (const to of targetsOf(row)) {
        const arrow = `${from} --> ${to}`;
        const alone = row.by.length === 1 ? '' : 'or after ';
        const when = row.afterMs === undefined ? '' : ` (${alone}${time(row.afterMs)})`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), `${row.action}${when}`]);
      }
    }
  }
  return [
    'stateDiagram-v2',
    `  [*] --> ${process.initial}`,
    ...[...arrows].map(([arrow, actions]) => `  ${arrow}: ${actions.join(' · ')}`),
    ...process.final.map((status) => `  ${status} --> [*]`),
  ].join('\n');
}

/** What holds for the whole, and what besides where only a part of it is meant. */
const cell = (names: readonly string[], ofPart: readonly string[] = []): string =>
  [
    ...(names.length > 0 ? [names.join(', ')] : []),
    ...(ofPart.length > 0 ? [`of a part: ${ofPart.join(', ')}`] : []),
  ].join('; ');

/** Every row, as a Markdown table. */
export function toTable<S extends string, A extends string>(process: Process<S, A>): string {
  const rows = process.transitions.map((row) => [
    `\`${row.action}\``,
    cell(row.from, row.alsoFrom),
    [row.to, ...(row.alternatives ?? [])].join(', '),
    actorsOf(row.by, row.afterMs),
    row.posting ?? '',
    cell(row.events, row.partEvents),
    row.note ?? '',
  ]);
  const head = ['action', 'from', 'to', 'by', 'posts', 'tells', 'notes'];
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const BLOCK = /<!-- (diagram|table): (\w+) -->\n[\s\S]*?<!-- end -->/g;

/**
 * A page with its diagrams and tables as they are now: what stands between `<!-- diagram: Name -->` and
 * `<!-- end -->`.
 * @throws Error when a page asks for a process that there is not
 */
export function withDiagrams(page: string, processes: readonly Process<string, string>[]): string {
  return page.replace(BLOCK, (_whole, kind: 'diagram' | 'table', name: string) => {
    const process = processes.find((candidate) => candidate.name === name);
    if (!process) throw new Error(`there is no process ${name}`);
    const body = kind === 'table' ? toTable(process) : `\`\`\`mermaid\n${toMermaid(process)}\n\`\`\``;
    return `<!-- ${kind}: ${name} -->\n\n${body}\n\n<!-- end -->`;
  });
}
