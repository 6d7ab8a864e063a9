/** Prints one line of progress. */
export type Say = (line: string) => void;

export const sayToConsole: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** Seconds since `sinceMs` (a `performance.now()` value), as people read them: `3.4 s`. */
export function took(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` that Node puts on system errors (`ENOENT`, `EADDRINUSE`, …), if there is one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
