/** Where fast-check begins again: it prints both when a sequence fails. */
interface Replay {
  readonly seed?: number;
  readonly path?: string;
}

/**
 * How many sequences a test takes, and from which seed. `npm run simulate` says; else there are as many as fit
 * into the test command or into its long version, from another seed each time.
 */
export function simulationSettings(
  usualRuns: number,
  longRuns: number,
): { readonly runs: number; readonly replay: Replay } {
  const { SIMULATE_RUNS: runs, SIMULATE_SEED: seed, SIMULATE_PATH: path, TEST_LONG: isLong } = process.env;
  return {
    runs: Number(runs ?? (isLong === '1' ? longRuns : usualRuns)),
    replay: {
      ...(seed === undefined ? {} : { seed: Number(seed) }),
      ...(path === undefined ? {} : { path }),
    },
  };
}
