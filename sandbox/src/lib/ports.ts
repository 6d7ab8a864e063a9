import { createServer } from 'node:net';
import { codeOf } from './say.ts';

/** Can a server listen on this port of this address now? An address this machine lacks counts as free. */
function isFreeAt(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const code = codeOf(error);
      if (code === 'EADDRINUSE' || code === 'EACCES') resolve(false);
      else if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') resolve(true);
      else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

/**
 * Is the port free on both loopback addresses? A browser may take either for `localhost`, so a stranger
 * on ::1 would answer in our place.
 */
export async function isPortFree(port: number): Promise<boolean> {
  return (await isFreeAt(port, '127.0.0.1')) && (await isFreeAt(port, '::1'));
}

function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port was given'));
        else resolve(address.port);
      });
    });
  });
}

/** Hands out ports, each only once, so that two parts that start together never get the same one. */
export class PortFinder {
  readonly #given = new Set<number>();
  /** False where only free ports are given: for a stack beside another one. */
  readonly usesPreferred: boolean;

  constructor(usesPreferred: boolean) {
    this.usesPreferred = usesPreferred;
  }

  /** The preferred port where it is free, else another one. */
  async find(preferred: number): Promise<number> {
    if (this.usesPreferred && !this.#given.has(preferred)) {
      // Reserved before the first await: a second caller for the same port must not pass this test too.
      this.#given.add(preferred);
      if (await isPortFree(preferred)) return preferred;
      this.#given.delete(preferred);
    }
    return this.findAny();
  }

  /** A port that nobody needs to know. */
  async findAny(): Promise<number> {
    for (;;) {
      const port = await anyFreePort();
      if (this.#given.has(port) || !(await isPortFree(port))) continue;
      this.#given.add(port);
      return port;
    }
  }
}
