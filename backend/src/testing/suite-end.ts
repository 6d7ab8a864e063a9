/** What each test file runs at its end, e.g. the ledger check and the closing of connections, last in first out. */
const hooks: (() => Promise<void>)[] = [];

export function atSuiteEnd(hook: () => Promise<void>): void {
  hooks.push(hook);
}

/** Runs all hooks even when one fails; the first failure fails the suite. */
export async function runSuiteEnd(): Promise<void> {
  const failures: unknown[] = [];
  for (const hook of hooks.splice(0).reverse()) {
    try {
      await hook();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
