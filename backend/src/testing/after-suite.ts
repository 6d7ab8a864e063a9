import { afterAll } from '@jest/globals';
import { runSuiteEnd } from './suite-end.ts';

/** Draining workers and checking the books takes a while where several suites share two cores. */
const PATIENCE_MS = 240_000;

afterAll(runSuiteEnd, PATIENCE_MS);
