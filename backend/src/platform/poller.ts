import { logger } from './logger.ts';

export interface Poller {
  readonly start: () => void;
  /** Waits for the round that is running. */
  readonly stop: () => Promise<void>;
  /** Has a round begin at once, or right after the one that is running. */
  readonly nudge: () => void;
}

/**
 * Repeats `round` with a pause in between, never two at once. A round that throws is logged and the next one
 * comes all the same.
 */
export function createPoller(name: string, pauseMs: number, round: () => Promise<void>): Poller {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let started = false;
  let nudges = 0;

  const runRound = async (): Promise<void> => {
    const before = nudges;
    try {
      await round();
    } catch (error) {
      logger().error({ err: error, poller: name }, 'round failed');
    }
    running = null;
    if (started) timer = setTimeout(begin, nudges > before ? 0 : pauseMs);
  };

  const begin = (): void => {
    clearTimeout(timer);
    running = runRound();
  };

  return {
    start: () => {
      if (started) return;
      started = true;
      begin();
    },
    stop: async () => {
      started = false;
      clearTimeout(timer);
      await running;
    },
    nudge: () => {
      if (!started) return;
      nudges += 1;
      if (!running) begin();
    },
  };
}
