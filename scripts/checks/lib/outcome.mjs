// How a check in this folder ends: exit code 0 passed, 1 failed, 77 not run; its last line says why.

/**
 * @param {string[]} problems one sentence each; none means passed
 * @param {string} summary what was checked, for the last line
 */
export function conclude(problems, summary) {
  for (const problem of problems) console.error(`- ${problem}`);
  console.log(problems.length === 0 ? `${summary}: as it should be` : `${summary}: ${problems.length} wrong`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/** Ends the process: a check that could not run never counts as passed. */
export function notRun(why) {
  console.log(why);
  process.exit(77);
}
