import { z } from 'zod';
import { env } from '../config/env.ts';
import { now } from '../platform/clock.ts';
import type { Actor } from '../shared/actor.ts';
import { createAccount } from '../modules/auth/index.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoPerson, type DemoPersonKey } from '../modules/demo/index.ts';
import { addPayoutAddress } from '../modules/payout/index.ts';

/** The people of the demo with their accounts and payout addresses. */
export interface Cast {
  readonly actor: (person: DemoPersonKey) => Actor;
  readonly actorById: (userId: string) => Actor;
  readonly email: (person: DemoPersonKey) => string;
  /** @throws Error for a person without a payout address */
  readonly addressId: (person: DemoPersonKey) => string;
}

const walletsSchema = z.object({
  wallets: z.array(z.object({ name: z.string(), role: z.string(), address: z.string() })),
});

/** Addresses of the test wallets, those of sellers first. */
async function readTestWallets(): Promise<string[]> {
  const response = await fetch(`${env().DEMO_SANDBOX_URL ?? ''}/sandbox/wallets`);
  const { wallets } = walletsSchema.parse(await response.json());
  return ['seller', 'buyer'].flatMap((wanted) =>
    wallets.filter(({ role }) => role === wanted).map(({ address }) => address),
  );
}

const roleOf = ({ about }: DemoPerson): Actor['role'] =>
  about === 'admin' || about === 'mediator' ? about : 'user';

/** Opens an account for everybody, with a proven e-mail address, and a payout address for all but the desk. */
export async function createCast(): Promise<Cast> {
  const chainId = env().ASSET_REGISTRY[0]?.chainId ?? 1;
  const wallets = await readTestWallets();
  const actors = new Map<string, Actor>();
  const addressIds = new Map<string, string>();
  const people: readonly DemoPerson[] = DEMO_PEOPLE;
  for (const person of people) {
    const role = roleOf(person);
    const user = await createAccount({
      email: person.email,
      name: person.name,
      language: person.language,
      bio: person.bio,
      password: DEMO_PASSWORD,
      emailVerifiedAt: now(),
      roles: role === 'user' ? ['user'] : ['user', role],
    });
    const actor: Actor = {
      id: user.id,
      role,
      emailVerified: true,
      sessionId: 'seed',
      stepUpUntil: 0,
    };
    actors.set(person.key, actor);
    const address = role === 'user' ? wallets.shift() : undefined;
    if (address !== undefined) {
      const added = await addPayoutAddress({ chainId, address, label: 'Wallet' }, actor);
      addressIds.set(person.key, added.id);
    }
  }
  const found = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`the demo has no ${what}`);
    return value;
  };
  return {
    actor: (person) => found(actors.get(person), person),
    actorById: (userId) =>
      found(
        [...actors.values()].find(({ id }) => id === userId),
        userId,
      ),
    email: (person) => found(people.find(({ key }) => key === person)?.email, person),
    addressId: (person) => found(addressIds.get(person), `payout address of ${person}`),
  };
}
