import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startFakeGateway } from '../fake-gateway.ts';
import { atSuiteEnd } from '../suite-end.ts';
import { SCHEDULE } from './fee-schedule.ts';
import { LiveWorld } from './live-world.ts';
import { neverDone, sequenceArbitrary, takeLive, tallyUp, type Tally } from './sequence.ts';
import { simulationSettings } from './settings.ts';

const { runs, replay } = simulationSettings(50, 500);
const PATIENCE_MS = 120_000 + runs * 10_000;
let world: LiveWorld;

beforeAll(async () => {
  const gateway = await startFakeGateway();
  atSuiteEnd(() => gateway.stop());
  Object.assign(process.env, {
    SHKEEPER_URL: gateway.url,
    PAYOUT_ADDRESS_HOLD_HOURS: '0',
    FEE_SCHEDULE: JSON.stringify(SCHEDULE),
    PAYOUT_USER_DAY_LIMIT_CENTS: '1000000000',
    PAYOUT_PLATFORM_DAY_LIMIT_CENTS: '1000000000',
  });
  world = await LiveWorld.start(gateway);
});

test(
  `services and database agree with the reference, whatever ${runs} sequences do`,
  async () => {
    const tally: Tally = new Map();
    await fc.assert(
      fc.asyncProperty(sequenceArbitrary(8), async (sequence) => {
        tallyUp(tally, await takeLive(sequence, world));
      }),
      { numRuns: runs, ...replay },
    );
    // Some dozen sequences do not reach everything, and one that is taken again none of the rest.
    if (runs >= 500 && replay.path === undefined) expect(neverDone(tally)).toEqual([]);
    expect(tally.size).toBeGreaterThan(1);
  },
  PATIENCE_MS,
);
