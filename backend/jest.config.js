/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/scripts'],
  testMatch: ['**/*.test.ts'],
  // Real servers and chains for minutes: `npm run test:long`.
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.test\\.ts$'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/src/testing/global-setup.ts',
  globalTeardown: '<rootDir>/src/testing/global-teardown.ts',
  setupFiles: ['<rootDir>/src/testing/test-env.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/testing/after-suite.ts'],
  testSequencer: '<rootDir>/jest.sequencer.js',
  testTimeout: 60_000,
  // On two cores: the third goes on while others wait for a server to start, for a block, or for MongoDB.
  maxWorkers: 3,
};
