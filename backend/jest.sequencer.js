import Sequencer from '@jest/test-sequencer';

/**
 * What takes longest, on whatever machine: real servers that are killed, and in turn with them, since they wait a lot,
 * random sequences, races, and tables gone over row by row. Most of these files are short, and jest takes a short file
 * for a quick one as long as it has not seen it run; begun last, each would keep one core waiting for the other.
 */
const LONG = [
  /app\/crash-escrow/,
  /simulation\/live/,
  /app\/crash-payout/,
  /dispute\/party-actions/,
  /app\/crash-payin/,
  /(dispute|escrow)\/races/,
  /app\/crash-dispute/,
  /simulation\/memory/,
  /races\.test/,
  /(ledger-check|server|downtime)\.test/,
  /escrow\/(party-actions|milestone)/,
  /modules\/dispute\//,
  /matrix\.test/,
];

/** @param {string} path */
const rankOf = (path) => {
  const rank = LONG.findIndex((pattern) => pattern.test(path));
  return rank === -1 ? LONG.length : rank;
};

export default class LongestFirst extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    return super.sort(tests).sort((a, b) => rankOf(a.path) - rankOf(b.path));
  }
}
