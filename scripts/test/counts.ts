import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** How many tests a runner says it ran. */
export interface Counts {
  passed: number;
  failed: number;
  /** Skipped, focused away or left for later: none of them says anything about the product. */
  skipped: number;
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  numRuntimeErrorTestSuites: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Reads what jest writes with `--json --outputFile`, or Playwright's JSON reporter. */
export function countsFromReport(report: object): Counts | undefined {
  if ('numPassedTests' in report) {
    const jest = report as JestReport;
    return {
      passed: jest.numPassedTests,
      // A suite that broke before its first test has no failed test to show for it.
      failed: jest.numFailedTests + jest.numRuntimeErrorTestSuites,
      skipped: jest.numPendingTests + jest.numTodoTests,
    };
  }
  if ('stats' in report) {
    const { stats } = report as PlaywrightReport;
    // A journey that failed first and passed then shows that something is not reliable.
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  }
  return undefined;
}

/** Reads the sums that `node --test` prints at its end: lines such as `ℹ pass 12`, or `# pass 12`. */
export function countsFromNodeTest(printed: string): Counts | undefined {
  const plain = stripVTControlCharacters(printed);
  const sum = (name: string): number | undefined => {
    const found = [...plain.matchAll(new RegExp(`^(?:ℹ|#) ${name} (\\d+)$`, 'gm'))];
    return found.length === 0 ? undefined : found.reduce((total, match) => total + Number(match[1]), 0);
  };
  const passed = sum('pass');
  if (passed === undefined) return undefined;
  return {
    passed,
    failed: (sum('fail') ?? 0) + (sum('cancelled') ?? 0),
    skipped: (sum('skipped') ?? 0) + (sum('todo') ?? 0),
  };
}

/** The counts of one run of tests, from its report where it wrote one, else from what it printed. */
export function readCounts(reportFile: string, logFile: string): Counts | undefined {
  if (existsSync(reportFile)) {
    return countsFromReport(JSON.parse(readFileSync(reportFile, 'utf8')) as object);
  }
  return countsFromNodeTest(readFileSync(logFile, 'utf8'));
}
