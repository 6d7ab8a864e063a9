import type { LiveWorld } from './live-world.ts';
import type { MemoryWorld } from './memory-world.ts';
import type { Reference } from './reference.ts';

/** Somebody tries something now: what the reference says of it, and how either product is told to do it. */
export interface Attempt {
  /** For people, e.g. `request 3: approve by buyer`. */
  readonly label: string;
  /** Whether it must succeed, and if not, who refuses: a table already, or only a service that knows more. */
  readonly verdict: 'done' | 'refused by the table' | 'refused by the service';
  /** On the reference, where it succeeds. */
  readonly effect: () => void;
  /** With tables, postings and policies in memory. Throws `Refused`. */
  readonly memory: (world: MemoryWorld) => void;
  /** Through the services, on the real replica set. */
  readonly live: (world: LiveWorld) => Promise<unknown>;
}

/**
 * One kind of thing that can be tried. To add one, write a file in `commands/` and name it in
 * `commands/index.ts`.
 */
export interface Command {
  readonly name: string;
  /** How often it is tried, compared to others. */
  readonly weight: number;
  /** True where whoever tries it must never succeed. */
  readonly hopeless?: true;
  /** Every way in which it could be tried now, wrong ways included. `n` varies amounts and the like. */
  readonly attempts: (reference: Reference, n: number) => readonly Attempt[];
}

/** The verdict on something that only the state decides, or that other facts may forbid as well. */
export const verdictOf = (byTable: boolean, byService = true): Attempt['verdict'] => {
  if (!byTable) return 'refused by the table';
  return byService ? 'done' : 'refused by the service';
};
