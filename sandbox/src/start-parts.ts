import { join } from 'node:path';
import type { PortFinder } from './lib/ports.ts';
import { took, type Say } from './lib/say.ts';
import type { Supervisor } from './lib/supervisor.ts';
import { startChain } from './parts/chain.ts';
import { startMaildev } from './parts/maildev.ts';
import { startMongod } from './parts/mongod.ts';
import type { StartedPart } from './parts/started-part.ts';
import { startRedis } from './parts/valkey.ts';

export interface Parts {
  mongoUri: string;
  redisUrl: string;
  chainUrl: string;
  mailUrl: string;
  smtpUrl: string;
  /** Sets the time between the chain's blocks, in milliseconds. */
  setChainPace: (blockMs: number) => void;
}

interface Options {
  stateDir: string;
  ports: PortFinder;
  say: Say;
  onFailure: (error: unknown) => void;
  /** A new chain begins that many days in the past, for a history to be written on it. */
  chainStartsDaysAgo?: number;
}

/** Starts the database, Redis, the chain and the mail inbox, all at once. */
export async function startParts(supervisor: Supervisor, options: Options): Promise<Parts> {
  const { stateDir, ports, say, onFailure } = options;
  const telling = async <T extends StartedPart>(starting: Promise<T>): Promise<T> => {
    const began = performance.now();
    const part = await starting;
    say(`✓ ${part.about} (${took(began)})`);
    return part;
  };
  /** Says so where a part had to take another port than the one people know. */
  const at = (name: string, preferred: number) => () => findPort(ports, say, name, preferred);
  const [mongo, redis, chain, mail] = await Promise.all([
    telling(
      startMongod(supervisor, { folder: join(stateDir, 'mongo'), findPort: at('MongoDB', 27017), say }),
    ),
    telling(startRedis(supervisor, { folder: join(stateDir, 'redis'), findPort: at('Redis', 6379), say })),
    telling(
      startChain(supervisor, {
        folder: join(stateDir, 'chain'),
        findPort: at('the chain', 8545),
        findBarePort: () => ports.findAny(),
        say,
        onFailure,
        initialOffsetSeconds: -(options.chainStartsDaysAgo ?? 0) * 86_400,
      }),
    ),
    telling(
      startMaildev(supervisor, {
        folder: join(stateDir, 'mail'),
        findSmtpPort: at('mail (SMTP)', 1025),
        findWebPort: at('the mail inbox', 1080),
      }),
    ),
  ]);
  return {
    mongoUri: mongo.url,
    redisUrl: redis.url,
    chainUrl: chain.url,
    mailUrl: mail.url,
    smtpUrl: mail.smtpUrl,
    setChainPace: chain.setPace,
  };
}

/** The port a part is known by, or another one, and then says so. */
export async function findPort(
  ports: PortFinder,
  say: Say,
  name: string,
  preferred: number,
): Promise<number> {
  const port = await ports.find(preferred);
  if (ports.usesPreferred && port !== preferred) {
    say(`  port ${preferred} is taken by another program: ${name} is at ${port} instead`);
  }
  return port;
}
