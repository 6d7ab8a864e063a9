import base from './jest.config.js';

/** What the long version of the test command adds: tests of its own, and the same ones with more rounds and sequences. */
export default {
  ...base,
  testMatch: ['**/*.long.test.ts', '**/*races.test.ts', '**/simulation/*.test.ts', '**/drain.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
