/** Starts a long-lived process under a supervisor and waits to be killed. Usage: leave-behind.ts FOLDER */
import { setTimeout as sleep } from 'node:timers/promises';
import { tiers } from '../lib/supervisor.ts';
import { openScratch } from './scratch.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('a folder is needed');
const { supervisor } = await openScratch(folder);
const running = await supervisor.spawn({
  name: 'sleeper',
  command: process.execPath,
  args: ['--eval', 'setInterval(() => undefined, 1000)'],
  cwd: folder,
  tier: tiers.part,
});
process.stdout.write(`${running.pid}\n`);
await sleep(60_000);
