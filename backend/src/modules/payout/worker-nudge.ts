let wake: () => void = () => undefined;

/** The worker makes itself known here, so that use cases need not know it. */
export function onPayoutReady(listener: () => void): void {
  wake = listener;
}

/** Has the worker look at once. It looks by itself too, so that this may be lost. */
export const nudgePayoutWorker = (): void => {
  wake();
};
