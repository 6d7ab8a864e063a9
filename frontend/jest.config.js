import nextJest from 'next/jest.js';

const createConfig = nextJest({ dir: import.meta.dirname });

/** @type {import('jest').Config} */
const config = {
  testEnvironment: 'jest-environment-jsdom',
  setupFilesAfterEnv: ['<rootDir>/jest.setup.ts'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/.next'],
  // Together with the patience in jest.setup.ts: what is loaded lazily is compiled first, on however busy a machine.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/{src,scripts}/**/*.test.{ts,tsx}'],
};

export default createConfig(config);
