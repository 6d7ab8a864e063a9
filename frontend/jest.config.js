import nextJest from 'next/jest.js';

const createConfig = nextJest({ dir: import.meta.dirname });

/** @type {import('jest').Config} */
const config = {
  testEnvironment: 'jest-environment-jsdom',
  setupFilesAfterEnv: ['<rootDir>/jest.setup.ts'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/.next'],
  testMatch: ['<rootDir>/{src,scripts}/**/*.test.{ts,tsx}'],
};

export default createConfig(config);
