/** Many may hold it shared, or one alone. One who wants it alone goes before those who come later. */
export class SharedLock {
  #shared = 0;
  #exclusive: Promise<void> | undefined;
  #drained: (() => void) | undefined;

  async shared<T>(work: () => Promise<T>): Promise<T> {
    while (this.#exclusive !== undefined) await this.#exclusive;
    this.#shared += 1;
    try {
      return await work();
    } finally {
      this.#shared -= 1;
      if (this.#shared === 0) this.#drained?.();
    }
  }

  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    while (this.#exclusive !== undefined) await this.#exclusive;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#exclusive = promise;
    try {
      if (this.#shared > 0) {
        await new Promise<void>((drained) => {
          this.#drained = drained;
        });
        this.#drained = undefined;
      }
      return await work();
    } finally {
      this.#exclusive = undefined;
      resolve(undefined);
    }
  }
}
