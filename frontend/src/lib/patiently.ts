const TRIES_WITH_A_NETWORK = 3;
const PAUSE_MS = 1_500;

const isNotThere = (error: unknown): boolean => error instanceof Error && error.name === 'ChunkLoadError';

/** Until there is a network again, or a moment later where there is one. */
const nextChance = (): Promise<void> =>
  new Promise((resolve) => {
    if (navigator.onLine) setTimeout(resolve, PAUSE_MS);
    else
      window.addEventListener(
        'online',
        () => {
          resolve();
        },
        { once: true },
      );
  });

/**
 * For what a page loads when it is first needed: `dynamic(patiently(() => import('./dialog')))`. A part that cannot be
 * fetched because the network is gone comes when it is back, instead of taking the whole page down. With a network
 * it is asked for a few times: then it is not there any more, since another version was put online meanwhile.
 */
export function patiently<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    for (let tries = 1; ;) {
      try {
        return await load();
      } catch (error) {
        if (typeof window === 'undefined' || !isNotThere(error)) throw error;
        if (navigator.onLine && ++tries > TRIES_WITH_A_NETWORK) throw error;
      }
      await nextChance();
    }
  };
}
