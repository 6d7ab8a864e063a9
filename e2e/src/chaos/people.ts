import { setTimeout as sleep } from 'node:timers/promises';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newPerson, PASSWORD } from '../lib/people.ts';
import { Caller, type Client, type Tally } from './caller.ts';
import type { RunningDeal } from './deal.ts';
import { Journal } from './journal.ts';
import { runDeal } from './plans.ts';
import { randomOf } from './random.ts';
import { notes, type ChaosSettings } from './settings.ts';
import { assetSchema, type Asset } from './shapes.ts';
import { withdrawSome } from './withdraw.ts';

/** The test wallets that hold tokens; 0 is the bank. */
const WALLETS = 6;
const CALM_WITHIN_MS = 600_000;

export const journalsOf = (folder: string): string => join(folder, 'journals');

/** Signs everybody up, while nothing is broken yet. */
export async function signUp(settings: ChaosSettings, tally: Tally): Promise<Client[]> {
  const folder = journalsOf(settings.folder);
  mkdirSync(folder, { recursive: true });
  const clients: Client[] = [];
  for (let number = 0; number < settings.clients; number += 1) {
    const name = `Client ${number + 1}`;
    const { email } = await newPerson(name, 'en');
    const random = randomOf(`${settings.seed}/${name}`);
    const caller = new Caller({ email, password: PASSWORD }, random, tally);
    await caller.signIn();
    const journal = new Journal(folder, caller.userId);
    clients.push({ name, caller, journal, random, wallet: 1 + (number % WALLETS) });
  }
  return clients;
}

export async function readAssets(client: Client): Promise<Asset[]> {
  return (await client.caller.get('/api/payment/assets', z.object({ items: z.array(assetSchema) }))).items;
}

export interface Dealt {
  deals: RunningDeal[];
  /** How often each plan was followed to where it ends. */
  plans: Map<string, number>;
  withdrawals: number;
}

/** Everybody makes one deal after the other, as buyer, with one of the others, until the time is over. */
export async function dealUntil(
  endsAtMs: number,
  clients: readonly Client[],
  assets: readonly Asset[],
): Promise<Dealt> {
  const dealt: Dealt = { deals: [], plans: new Map(), withdrawals: 0 };
  const lane = async (buyer: Client): Promise<void> => {
    const others = clients.filter((one) => one !== buyer);
    for (let number = 1; Date.now() < endsAtMs; number += 1) {
      const seller = buyer.random.pick(others);
      const title = `${buyer.name}, deal ${number}`;
      try {
        const { plan, deal } = await runDeal(buyer, seller, buyer.random.pick(assets), title, (made) => {
          dealt.deals.push(made);
        });
        dealt.plans.set(plan, (dealt.plans.get(plan) ?? 0) + 1);
        if (deal.buyer.random.chance(0.6)) dealt.withdrawals += await withdrawSome(buyer, assets, 0.7);
      } catch (error) {
        // Written down as a difference: whatever a client meets that it cannot explain counts as one.
        buyer.journal.write({
          kind: 'wrong',
          what: `${title}: ${error instanceof Error ? error.message : String(error)}`,
        });
      }
    }
  };
  await Promise.all(clients.map(lane));
  return dealt;
}

export function note(settings: ChaosSettings, name: keyof typeof notes, text = ''): void {
  writeFileSync(join(settings.folder, notes[name]), text);
}

/** Waits until whoever breaks things says that nothing is broken any more. */
export async function untilCalm(settings: ChaosSettings): Promise<void> {
  const giveUpAt = Date.now() + CALM_WITHIN_MS;
  while (!existsSync(join(settings.folder, notes.calm))) {
    if (Date.now() > giveUpAt) throw new Error('nobody said that the faults are over');
    await sleep(250);
  }
}
