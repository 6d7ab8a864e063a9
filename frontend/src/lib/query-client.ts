import { QueryClient } from '@tanstack/react-query';
import { isTransient } from './api-error';

export const DEFAULT_STALE_TIME_MS = 60_000;
const MAX_RETRIES = 3;

/** 1 s, 2 s, 4 s, … at most 30 s, with some chance in it so that not everybody comes back at once. */
export function retryDelayMs(attempt: number): number {
  return Math.min(1000 * 2 ** attempt, 30_000) * (0.75 + Math.random() * 0.5);
}

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: DEFAULT_STALE_TIME_MS,
        retry: (failures, error) => failures < MAX_RETRIES && isTransient(error),
        retryDelay: retryDelayMs,
        networkMode: 'online',
      },
      mutations: {
        // A mutation is tried again by the person who made it, never by a machine.
        retry: false,
        networkMode: 'always',
      },
    },
  });
}
