import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, passed, type Check, type Outcome } from '../../scripts/test/check.ts';
import { countsFromNodeTest, countsFromReport } from '../../scripts/test/counts.ts';
import { runChecks } from '../../scripts/test/pool.ts';

const check = (name: string, outcome: Outcome = passed, more: Partial<Check> = {}): Check => ({
  name,
  run: () => Promise.resolve(outcome),
  ...more,
});
const perform = (one: Check) => one.run(() => Promise.reject(new Error('no program is run here')));

describe('the order of checks', () => {
  it('does not run what waits for a check that failed, and says so', async () => {
    const outcomes = await runChecks(
      [
        check('stack', failed('no')),
        check('journeys', passed, { after: ['stack'] }),
        check('more', passed, { after: ['journeys'] }),
      ],
      2,
      perform,
    );
    assert.deepEqual(outcomes.get('journeys'), {
      kind: 'not run',
      why: 'stack did not pass',
      expected: false,
    });
    assert.deepEqual(outcomes.get('more'), {
      kind: 'not run',
      why: 'journeys did not pass',
      expected: false,
    });
  });

  it('runs as many at once as it may, and one alone that asks for it', async () => {
    let running = 0;
    const most: Record<string, number> = {};
    const slow = (name: string, more: Partial<Check> = {}): Check => ({
      name,
      run: async () => {
        running += 1;
        most[name] = running;
        await sleep(20);
        most[name] = Math.max(most[name] ?? 0, running);
        running -= 1;
        return passed;
      },
      ...more,
    });
    await runChecks([slow('a'), slow('b'), slow('c'), slow('alone', { alone: true }), slow('d')], 2, perform);
    assert.equal(most.alone, 1);
    assert.equal(Math.max(...Object.values(most)), 2);
  });

  it('refuses a check that waits for one that does not exist', async () => {
    await assert.rejects(runChecks([check('a', passed, { after: ['b'] })], 2, perform), /waits for b/);
  });
});

describe('the counting of tests', () => {
  it('reads the sums of node:test, coloured or not', () => {
    const printed =
      'ℹ tests 5\nℹ pass 3\n\u001b[34mℹ fail 1\u001b[39m\nℹ cancelled 1\nℹ skipped 2\nℹ todo 1\n';
    assert.deepEqual(countsFromNodeTest(printed), { passed: 3, failed: 2, skipped: 3 });
    assert.equal(countsFromNodeTest('nothing of the kind'), undefined);
  });

  it('counts a suite of jest that broke before its first test as failed', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 1,
      numRuntimeErrorTestSuites: 1,
    };
    assert.deepEqual(countsFromReport(report), { passed: 7, failed: 1, skipped: 1 });
  });

  it('counts a journey that passed only the second time as failed', () => {
    assert.deepEqual(countsFromReport({ stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 } }), {
      passed: 4,
      failed: 1,
      skipped: 0,
    });
    assert.equal(countsFromReport({ anything: 'else' }), undefined);
  });
});
