import base from './jest.config.js';

/** What the long version of the test command adds: the same tests, with more rounds and sequences. */
export default {
  ...base,
  testMatch: ['**/races.test.ts', '**/simulation/*.test.ts', '**/drain.test.ts'],
};
