import fc from 'fast-check';
import type { Attempt, Command } from './attempt.ts';
import { commands } from './commands/index.ts';
import { momentAfter, nextHappening } from './commands/timers.ts';
import type { LiveWorld } from './live-world.ts';
import { MemoryWorld, Refused } from './memory-world.ts';
import { isLiveOffer, newReference, offers, statusOf, type Reference } from './reference.ts';

/** One step of a sequence: what is tried is chosen from what could be tried then, by these numbers. */
export interface Step {
  readonly command: string;
  /** Of every four, one tries something whether or not it is allowed; the others look for what is. */
  readonly pick: number;
  /** Varies amounts, prices and moods. */
  readonly n: number;
  /** Live only: the process dies at the first crash point; or the same is sent once more. */
  readonly then: 'nothing' | 'dies first' | 'again';
}

const WAIT = 'wait';
const byName = new Map<string, Command>(commands.map((command) => [command.name, command]));
const stepOf = (command: string, pick = 0, n = 0): Step => ({ command, pick, n, then: 'nothing' });

const stepArbitrary = fc.record<Step>({
  command: fc.oneof(...commands.map(({ name, weight }) => ({ arbitrary: fc.constant(name), weight })), {
    arbitrary: fc.constant(WAIT),
    weight: 4,
  }),
  pick: fc.nat(63),
  n: fc.nat(41),
  then: fc.oneof(
    { arbitrary: fc.constant('nothing' as const), weight: 6 },
    { arbitrary: fc.constant('again' as const), weight: 1 },
    { arbitrary: fc.constant('dies first' as const), weight: 1 },
  ),
});

/** The second of all answers there are to a proposal: the buyer declines it. */
const DECLINE = stepOf('answerProposal', 8);

/** An offer in one part, for more than what goes out to a seller by itself. */
const DEARLY = stepOf('offer', 0, 5);

/** The gateway takes the payout and hangs up before it has said so. */
const UNANSWERED = stepOf('work', 0, 3);

const TO_A_PAYOUT = ['accept', 'openPayment', 'pay', 'callback', 'deliver', 'approve', 'requestPayout'];
const FUNDED = ['publish', 'offer', 'accept', 'openPayment', 'pay', 'callback'];
const TO_THE_MEDIATOR = [...FUNDED, 'start', 'dispute', WAIT];

/** More gas than books itself. */
const MUCH_BURNT = stepOf('burn', 0, 3);

/** How far a sequence's first deal is when chance takes over, so that the end of the way is reached as well. */
const OPENINGS: readonly (readonly Step[])[] = [
  [],
  ['publish', 'offer'],
  ['publish', 'offer', 'accept', 'openPayment', 'pay'],
  FUNDED,
  [...FUNDED, 'start', 'deliver'],
  [...FUNDED, 'start', 'proposeExtension'],
  [...FUNDED, 'start', 'proposeCancel'],
  [...FUNDED, 'deliver', 'dispute', 'answer'],
  [...TO_THE_MEDIATOR, 'assign'],
  [...TO_THE_MEDIATOR, 'assign', 'decide', DECLINE, 'decide'],
  ['publish', 'offer', ...TO_A_PAYOUT],
  ['publish', DEARLY, ...TO_A_PAYOUT],
  ['publish', 'offer', ...TO_A_PAYOUT, UNANSWERED],
  ['putIn', 'bookTopUp', MUCH_BURNT, 'compareBooks'],
  [...FUNDED, 'putIn', 'bookTopUp', 'compareBooks'],
].map((steps) => steps.map((step) => (typeof step === 'string' ? stepOf(step) : step)));

/** A sequence of at most so many steps after its opening. */
export const sequenceArbitrary = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc
    .tuple(
      fc.constantFrom(...OPENINGS),
      fc.array(stepArbitrary, { minLength: 1, maxLength, size: 'max' }),
      fc.nat(35),
    )
    .map(([opening, steps, n]) => [
      ...opening.map((step) => ({
        ...step,
        n: step.n === 0 && (step.command === 'offer' || step.command === 'publish') ? n : step.n,
      })),
      ...steps,
    ]);

const isWild = (pick: number): boolean => pick % 4 === 3;
const isAllowed = ({ verdict }: Attempt): boolean => verdict === 'done';

/**
 * What a step tries. Where its command could do nothing at all, as most can at most moments, another one that can
 * takes its place: a sequence is not spent on steps that are none.
 */
function chosen(reference: Reference, { command, pick, n }: Step): Chosen | undefined {
  const named = byName.get(command);
  const all = named?.attempts(reference, n) ?? [];
  if (all.some(isAllowed) || isWild(pick) || named?.hopeless) return oneOf(command, all, pick);
  const able = commands
    .map(({ name, attempts }) => ({ name, attempts: attempts(reference, n) }))
    .filter(({ attempts }) => attempts.some(isAllowed));
  const other = able[(pick + n) % Math.max(1, able.length)];
  return other && oneOf(other.name, other.attempts, pick);
}

interface Chosen {
  readonly command: string;
  readonly attempt: Attempt;
}

function oneOf(command: string, attempts: readonly Attempt[], pick: number): Chosen | undefined {
  const allowed = attempts.filter(isAllowed);
  const from = isWild(pick) || allowed.length === 0 ? attempts : allowed;
  const attempt = from[Math.floor(pick / 8) % Math.max(1, from.length)];
  return attempt && { command, attempt };
}

/** What is done to a product with each step, and how it is compared with the reference. */
interface Product {
  readonly take: (attempt: Attempt, then: Step['then']) => Promise<void> | void;
  /** Time has moved by so much; `happen` follows for all that is due. */
  readonly wait: (byMs: number) => Promise<void> | void;
  readonly happen: (happening: Pick<Attempt, 'memory'>) => void;
  readonly compare: (isLast: boolean) => Promise<void> | void;
}

const asText = (map: ReadonlyMap<string, bigint>): string =>
  [...map]
    .filter(([, amount]) => amount !== 0n)
    .map(([name, amount]) => `${name} ${amount}`)
    .sort()
    .join('\n');

function expectSame(what: string, product: string, reference: string): void {
  if (product !== reference) {
    throw new Error(`${what} differ.\nThe product says:\n${product}\nThe reference says:\n${reference}`);
  }
}

function ownBooksBalance({ holdings }: Reference): void {
  const sums = new Map<string, bigint>();
  for (const [name, amount] of holdings.all()) {
    const asset = name.split('/')[2] ?? '';
    sums.set(asset, (sums.get(asset) ?? 0n) + (/^(gateway|burnt)\//.test(name) ? -amount : amount));
  }
  for (const [asset, sum] of sums) if (sum !== 0n) throw new Error(`the reference is off by ${sum} ${asset}`);
}

/** What has been tried, by command: how often it was done, and how often it was refused. */
export type Tally = Map<string, { done: number; refused: number }>;

export function tallyUp(tally: Tally, told: readonly Told[]): void {
  for (const { command, verdict } of told) {
    const counts = tally.get(command) ?? { done: 0, refused: 0 };
    tally.set(command, counts);
    if (verdict === 'done') counts.done += 1;
    else counts.refused += 1;
  }
}

/** Commands that were never done, of all there are: what sequences do not reach they do not prove. */
export const neverDone = (tally: Tally): string[] =>
  [...commands, { name: WAIT, hopeless: undefined }]
    .filter(({ name, hopeless }) => (tally.get(name)?.[hopeless ? 'refused' : 'done'] ?? 0) === 0)
    .map(({ name }) => name);

interface Told {
  readonly command: string;
  readonly verdict: Attempt['verdict'];
  readonly text: string;
}

/** Takes a sequence and says, where something differs, everything that had been tried by then. */
async function take(steps: readonly Step[], reference: Reference, product: Product): Promise<Told[]> {
  const told: Told[] = [];
  try {
    for (const step of steps) {
      if (step.command === WAIT) await wait(step, reference, product, told);
      else {
        const found = chosen(reference, step);
        if (!found) continue;
        const { command, attempt } = found;
        const { label, verdict } = attempt;
        const how = step.then === 'nothing' ? '' : ` (${step.then})`;
        told.push({ command, verdict, text: `${label}: ${verdict}${how}` });
        await product.take(attempt, step.then);
        if (attempt.verdict === 'done') attempt.effect();
      }
      ownBooksBalance(reference);
      await product.compare(false);
    }
    await product.compare(true);
    return told;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\n\n${told.map(({ text }) => text).join('\n')}`, { cause: error });
  }
}

async function wait({ pick }: Step, reference: Reference, product: Product, told: Told[]): Promise<void> {
  const moment = momentAfter(reference, pick);
  const byMs = moment - reference.now;
  reference.now = moment;
  const tell = (text: string) => told.push({ command: WAIT, verdict: 'done', text });
  tell(`${Math.round(byMs / 3_600_000)} hours pass`);
  await product.wait(byMs);
  for (let next = nextHappening(reference); next; next = nextHappening(reference)) {
    tell(`  ${next.label}`);
    product.happen(next);
    next.effect();
  }
}

/** With the product's tables, postings and policies, in memory. */
export async function takeInMemory(steps: readonly Step[]): Promise<Told[]> {
  const reference = newReference();
  const world = new MemoryWorld();
  return take(steps, reference, {
    take: ({ verdict, memory }) => {
      if (verdict === 'refused by the service') return;
      let refused = false;
      try {
        world.transact(() => {
          memory(world);
        });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused = true;
      }
      if (refused !== (verdict !== 'done')) {
        throw new Error(refused ? 'A table refuses it.' : 'The table allows it.');
      }
    },
    wait: () => undefined,
    happen: ({ memory }) => {
      memory(world);
    },
    compare: () => {
      expectSame('The books', asText(world.ledger.holdings()), asText(reference.holdings.all()));
      const faults = world.ledger.faults();
      if (faults.length > 0) throw new Error(faults.join('\n'));
      for (const request of reference.requests) {
        expectSame(`Statuses of request ${request.key}`, world.statusOf(request.key), statusOf(request));
      }
      for (const { key, status } of reference.payouts) {
        expectSame(`Statuses of payout ${key}`, world.payoutStatus(key), status);
      }
      for (const offer of offers(reference).filter(isLiveOffer)) {
        expectSame(`Statuses of offer ${offer.key}`, world.offerStatus(offer.key), offer.status);
      }
    },
  });
}

const REFUSALS = new Set([
  'INVALID_TRANSITION',
  'NOT_FOUND',
  'FORBIDDEN',
  'CONFLICT',
  'VALIDATION_FAILED',
  'INSUFFICIENT_BALANCE',
  'ALREADY_EXISTS',
  'OFFER_REVISION_CHANGED',
]);

/** @returns whether the product refused, as a person is refused; anything else is thrown */
async function isRefused(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return false;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code === 'string' && REFUSALS.has(code)) return true;
    throw error;
  }
}

/** Through the services, on the real replica set. */
export async function takeLive(steps: readonly Step[], world: LiveWorld): Promise<Told[]> {
  const reference = newReference();
  await world.clear();
  return take(steps, reference, {
    take: async ({ verdict, live }, then) => {
      const run = () => live(world);
      // Dying before the commit leaves nothing behind: the same can be done again as if nothing had been.
      const died = then === 'dies first' && (await world.dies(() => isRefused(run)));
      const isDone = then === 'dies first' && !died;
      const refused = isDone ? verdict !== 'done' : await isRefused(run);
      if (refused !== (verdict !== 'done')) throw new Error(refused ? 'It was refused.' : 'It was allowed.');
      // Sent again it is refused, or changes nothing: the books tell.
      if (then === 'again' && verdict === 'done') await isRefused(run);
    },
    wait: (byMs) => world.advance(byMs),
    happen: () => undefined,
    compare: async (isLast) => {
      if (!isLast) return;
      const { faults, holdings } = await world.books();
      if (faults.length > 0) throw new Error(JSON.stringify(faults, null, 2));
      expectSame('The books', asText(holdings), asText(reference.holdings.all()));
      for (const request of reference.requests) {
        const status = await world.statusOf(request);
        expectSame(`Statuses of request ${request.key}`, status, statusOf(request));
      }
      for (const { key, status } of reference.payouts) {
        expectSame(`Statuses of payout ${key}`, await world.payoutStatus(key), status);
      }
    },
  });
}
