/** Sums by name. A name that was never added to is zero. */
export class Sums {
  readonly #values = new Map<string, bigint>();

  add(name: string, amountBase: bigint): void {
    this.#values.set(name, this.of(name) + amountBase);
  }

  of(name: string): bigint {
    return this.#values.get(name) ?? 0n;
  }

  names(): string[] {
    return [...this.#values.keys()];
  }

  /** Over all names that fit. */
  total(fits: (name: string) => boolean): bigint {
    return [...this.#values].reduce((sum, [name, value]) => (fits(name) ? sum + value : sum), 0n);
  }
}
