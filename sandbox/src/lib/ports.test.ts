import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { after, describe, it } from 'node:test';
import { isPortFree, PortFinder } from './ports.ts';

const servers: Server[] = [];

async function occupyAnyPort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

describe('ports', () => {
  after(() => {
    for (const server of servers) server.close();
  });

  it('gives the preferred port where it is free', async () => {
    const free = await new PortFinder(false).findAny();
    assert.equal(await new PortFinder(true).find(free), free);
  });

  it('gives another one where a program holds the preferred one', async () => {
    const taken = await occupyAnyPort();
    assert.equal(await isPortFree(taken), false);
    const found = await new PortFinder(true).find(taken);
    assert.notEqual(found, taken);
    assert.equal(await isPortFree(found), true);
  });

  it('gives a port only once, also to two who ask at the same moment', async () => {
    const finder = new PortFinder(true);
    const free = await finder.findAny();
    const other = new PortFinder(true);
    const [first, second] = await Promise.all([other.find(free), other.find(free)]);
    assert.deepEqual(new Set([first, second]).size, 2);
  });

  it('leaves the known ports alone for a stack beside another one', async () => {
    const finder = new PortFinder(false);
    const free = await new PortFinder(false).findAny();
    assert.notEqual(await finder.find(free), free);
  });
});
