import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { startPlatform } from '../testing/platform.ts';
import { spawnNode } from '../testing/spawn.ts';
import { createOutboxRelay } from './outbox-relay.ts';
import { currentSeq } from './user-events.ts';

beforeAll(startPlatform);

const nobody = { toUser: () => undefined, toRoom: () => undefined };

async function dieAt(point: string): Promise<{ signal: string | null; heard: number }> {
  const userId = new Types.ObjectId().toHexString();
  const { signal } = await spawnNode('src/testing/crash-child.ts', [userId], { CRASH_POINT: point }).exit;
  await createOutboxRelay([], nobody).drain();
  return { signal, heard: await currentSeq(userId) };
}

describe('a process that is killed', () => {
  it('after the commit: the next one tells what happened', async () => {
    expect(await dieAt('test:after-commit')).toEqual({ signal: 'SIGKILL', heard: 1 });
  });

  it('before the commit: nothing happened, and nobody is told', async () => {
    expect(await dieAt('test:before-commit')).toEqual({ signal: 'SIGKILL', heard: 0 });
  });

  it('at no point, when another one is named', async () => {
    expect(await dieAt('test:elsewhere')).toEqual({ signal: null, heard: 1 });
  });
});
