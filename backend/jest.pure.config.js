import base from './jest.config.js';

/**
 * Tests that need neither database nor Redis: those of one group of `npm run mutation`. They are one file to jest,
 * since a file of its own costs more than the tests in it.
 */
const { globalSetup, globalTeardown, setupFiles, setupFilesAfterEnv, ...rest } = base;
void [globalSetup, globalTeardown, setupFiles, setupFilesAfterEnv];
export default {
  ...rest,
  roots: ['<rootDir>/src/testing/pure'],
  testMatch: [`<rootDir>/src/testing/pure/${process.env.PURE_TESTS ?? '*'}.ts`],
};
