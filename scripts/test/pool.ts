import { isGood, type Check, type Outcome } from './check.ts';

/** Does the checks, `width` at a time, in their order as far as what they wait for allows. */
export async function runChecks(
  checks: readonly Check[],
  width: number,
  perform: (check: Check) => Promise<Outcome>,
): Promise<Map<string, Outcome>> {
  const names = new Set(checks.map(({ name }) => name));
  for (const { name, after } of checks) {
    const unknown = after?.find((one) => !names.has(one));
    if (unknown !== undefined)
      throw new Error(`the check ${name} waits for ${unknown}, which does not exist`);
  }
  const outcomes = new Map<string, Outcome>();
  const waiting = [...checks];
  const running = new Map<string, Promise<void>>();
  let isAlone = false;

  const start = (check: Check, work: Promise<Outcome>) => {
    waiting.splice(waiting.indexOf(check), 1);
    isAlone = check.alone === true;
    running.set(
      check.name,
      work.then((outcome) => {
        outcomes.set(check.name, outcome);
        running.delete(check.name);
      }),
    );
  };

  while (waiting.length > 0 || running.size > 0) {
    for (const check of [...waiting]) {
      const before = (check.after ?? []).map((name) => ({ name, outcome: outcomes.get(name) }));
      const bad = before.find(({ outcome }) => outcome !== undefined && !isGood(outcome));
      if (bad !== undefined) {
        waiting.splice(waiting.indexOf(check), 1);
        outcomes.set(check.name, { kind: 'not run', why: `${bad.name} did not pass`, expected: false });
        continue;
      }
      const isReady = before.every(({ outcome }) => outcome !== undefined);
      const hasRoom = check.alone === true ? running.size === 0 : running.size < width && !isAlone;
      if (isReady && hasRoom) start(check, perform(check));
    }
    if (running.size === 0 && waiting.length > 0) {
      throw new Error(`these checks wait for each other: ${waiting.map(({ name }) => name).join(', ')}`);
    }
    // A race of nobody would never end.
    if (running.size > 0) await Promise.race(running.values());
    if (running.size === 0) isAlone = false;
  }
  return outcomes;
}
