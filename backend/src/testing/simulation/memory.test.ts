import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { neverDone, sequenceArbitrary, takeInMemory, tallyUp, type Tally } from './sequence.ts';
import { simulationSettings } from './settings.ts';

const USUAL_RUNS = 1_000;
const { runs, replay } = simulationSettings(USUAL_RUNS, 50_000);
/** A sequence takes some milliseconds; a machine that does other things as well takes longer. */
const PATIENCE_MS = 60_000 + runs * 100;

test(
  `tables, postings and policies agree with the reference, whatever ${runs} sequences do`,
  async () => {
    const tally: Tally = new Map();
    await fc.assert(
      fc.asyncProperty(sequenceArbitrary(60), async (sequence) => {
        tallyUp(tally, await takeInMemory(sequence));
      }),
      { numRuns: runs, ...replay },
    );
    if (runs >= USUAL_RUNS && replay.path === undefined) expect(neverDone(tally)).toEqual([]);
  },
  PATIENCE_MS,
);
