/** How one check of the test command ended. */
export type Outcome =
  | { kind: 'ran'; passed: number; failed: number; why?: string }
  /** `expected` is true where a machine may well lack what the check needs. */
  | { kind: 'not run'; why: string; expected: boolean };

/** Runs a program to its end; the log is where all it printed went. */
export type RunProgram = (options: {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  timeoutMs?: number;
}) => Promise<{ code: number; logFile: string; timedOut: boolean }>;

export interface Check {
  name: string;
  /** Checks that must have passed before; where one did not, this one is not run. */
  after?: readonly string[];
  /** True where it needs the whole machine: nothing else runs beside it. */
  alone?: boolean;
  run: (program: RunProgram) => Promise<Outcome>;
}

export const passed: Outcome = { kind: 'ran', passed: 1, failed: 0 };

export function failed(why: string): Outcome {
  return { kind: 'ran', passed: 0, failed: 1, why };
}

export function isGood(outcome: Outcome): boolean {
  return outcome.kind === 'ran' && outcome.failed === 0 && outcome.passed > 0;
}
