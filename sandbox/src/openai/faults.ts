import { z } from 'zod';
import type { ApiError } from './api-error.ts';
import { errors } from './api-error.ts';

export const FAULTS = [
  'none',
  'unauthorized',
  'rate_limit',
  'quota',
  'server_error',
  'overloaded',
  'refusal',
  'incomplete',
  'broken_json',
  'wrong_shape',
  'hang_up',
] as const;
export type Fault = (typeof FAULTS)[number];

export const faultsSchema = z.strictObject({
  fault: z.enum(FAULTS).default('none'),
  /** How many requests it hits; without a number all until it is changed. */
  times: z.number().int().min(1).nullable().default(null),
  /** Wait before every answer, ms. */
  delayMs: z.number().int().min(0).max(120_000).default(0),
});
export type Faults = z.output<typeof faultsSchema>;

/** The switches of the control API. */
export class FaultSwitch {
  #faults: Faults = { fault: 'none', times: null, delayMs: 0 };

  get state(): Faults {
    return this.#faults;
  }

  set(faults: Faults): void {
    this.#faults = faults;
  }

  /** The fault that hits the next request. */
  take(): Fault {
    const { fault, times } = this.#faults;
    if (times !== null) {
      this.#faults = {
        ...this.#faults,
        ...(times > 1 ? { times: times - 1 } : { fault: 'none', times: null }),
      };
    }
    return fault;
  }
}

/** Those faults that are an error of the API rather than an odd answer. */
export function errorOf(fault: Fault): ApiError | null {
  switch (fault) {
    case 'unauthorized':
      return errors.wrongKey('sk-revoked-key-0000');
    case 'rate_limit':
      return errors.rateLimit();
    case 'quota':
      return errors.quota();
    case 'server_error':
      return errors.server();
    case 'overloaded':
      return errors.overloaded();
    case 'none':
    case 'refusal':
    case 'incomplete':
    case 'broken_json':
    case 'wrong_shape':
    case 'hang_up':
      return null;
  }
}
