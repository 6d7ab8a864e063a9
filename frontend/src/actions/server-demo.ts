import { getDemo } from '@/lib/api/sdk.gen';
import type { Demo } from '@/lib/api/types.gen';
import { ApiError } from '@/lib/api-error';
import './server-api';

const KEPT_MS = 15_000;
const PATIENCE_MS = 1500;

let kept: { demo: Demo | null; until: number } | null = null;
let asking: Promise<Demo | null> | null = null;

/**
 * Whether this is a demo, asked of the backend at most every quarter of a minute, so that the banner stands from the
 * first drawing. A backend that does not answer is no demo for now: the browser asks again itself.
 */
export async function demoOnServer(): Promise<Demo | null> {
  if (kept && kept.until > Date.now()) return kept.demo;
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(): Promise<Demo | null> {
  try {
    const { data } = await getDemo({ timeout: PATIENCE_MS });
    kept = { demo: data, until: Date.now() + KEPT_MS };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    kept = { demo: null, until: Date.now() + (error.status === 404 ? KEPT_MS : 1000) };
  }
  return kept.demo;
}

/** The product's time at this moment, in ms: the demo's moved clock, or the wall clock. */
export function serverNow(demo: Demo | null): number {
  return demo ? new Date(demo.now).getTime() : Date.now();
}
