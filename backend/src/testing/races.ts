import { expect } from '@jest/globals';
import type { Response } from 'supertest';
import { AppError } from '../shared/errors.ts';
import { rememberDeals } from './rewind.ts';

/** Two things at one moment, again and again: one legal end, and money that is accounted for. */

/** How often each race is run: 20 times in the test command, 200 in its long version. */
const USUAL_ROUNDS = process.env['TEST_LONG'] === '1' ? 200 : 20;
export const ROUNDS = Number(process.env['RACE_ROUNDS'] ?? USUAL_ROUNDS);
/** A round with its stage takes one second, and several where other work shares the two cores. */
export const RACE_PATIENCE_MS = 60_000 + ROUNDS * 10_000;

export const codeOf = ({ body }: Response): string =>
  (body as { success: boolean; error?: { code: string } }).error?.code ?? 'done';

/** The same for a call of a service. */
export async function codeOfCall(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const LOST = ['CONFLICT', 'INVALID_TRANSITION'];

/** Of two, one has won and the other was told why not. */
export function expectOneWinner(codes: readonly string[], lost: readonly string[] = LOST): void {
  expect(codes.filter((code) => code === 'done')).toHaveLength(1);
  for (const code of codes) expect(['done', ...lost]).toContain(code);
}

/** A rival that may come too late, and then says so: any other failure is one of the test. */
export async function mayLose(run: Promise<unknown>): Promise<void> {
  expect(['done', ...LOST]).toContain(await codeOfCall(() => run));
}

/** Every fifth round of a `replayed` race begins on a new stage, in the long version each of them. */
const ROUNDS_ON_A_STAGE = process.env['TEST_LONG'] === '1' ? 1 : 5;

export interface Race<S> {
  /** Everything up to the moment before. */
  readonly stage: (round: number) => Promise<S>;
  /** What happens at once; each gives `done` or a code. Who is called first changes with the round. */
  readonly rivals: (scene: S, round: number) => readonly (() => Promise<string>)[];
  /** The codes in the order of the rivals, whoever was called first. */
  readonly verdict: (scene: S, codes: readonly string[], round: number) => Promise<void>;
  /** The stage is all in the database: rounds between begin where the one before began, put back. */
  readonly replayed?: boolean;
}

export async function race<S>({ stage, rivals, verdict, replayed = false }: Race<S>): Promise<void> {
  const begin = async (round: number) => {
    const scene = await stage(round);
    return { scene, putBack: replayed ? await rememberDeals() : () => Promise.resolve() };
  };
  let begun = await begin(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (replayed && round % ROUNDS_ON_A_STAGE > 0) await begun.putBack();
    else if (round > 0) begun = await begin(round);
    const { scene } = begun;
    const calls = rivals(scene, round).map((call, index) => ({ call, index }));
    const inOrder = round % 2 === 0 ? calls : calls.reverse();
    const answers = await Promise.all(
      inOrder.map(async ({ call, index }) => ({ index, code: await call() })),
    );
    const codes = answers.sort((a, b) => a.index - b.index).map(({ code }) => code);
    await verdict(scene, codes, round);
  }
}
