import type { World } from './world.ts';

/** One thing that happens, `day` days after the demo's beginning. */
export interface Step {
  readonly day: number;
  readonly run: (world: World) => Promise<void>;
}
