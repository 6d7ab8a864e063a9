import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxRoot } from '../lib/paths.ts';
import { tiers, type Supervisor } from '../lib/supervisor.ts';
import { expectAnswer, expectListening, untilWorks } from '../lib/wait.ts';
import type { StartedPart } from './started-part.ts';

/** Starts the mail inbox: `url` is its web page, `smtpUrl` where mail is sent. */
export async function startMaildev(
  supervisor: Supervisor,
  options: { folder: string; findSmtpPort: () => Promise<number>; findWebPort: () => Promise<number> },
): Promise<StartedPart & { smtpUrl: string }> {
  await mkdir(options.folder, { recursive: true });
  const [smtpPort, webPort] = [await options.findSmtpPort(), await options.findWebPort()];
  const running = await supervisor.spawn({
    name: 'maildev',
    command: process.execPath,
    args: [
      join(dirname(fileURLToPath(import.meta.resolve('maildev'))), 'bin/maildev.js'),
      ...['--ip', '127.0.0.1', '--smtp', String(smtpPort), '--web-ip', '127.0.0.1', '--web', String(webPort)],
      ...['--mail-directory', options.folder],
    ],
    cwd: sandboxRoot,
    tier: tiers.part,
    stopGraceMs: 3_000,
  });
  await supervisor.raceWithEnd(
    running,
    untilWorks('The mail inbox', 30_000, async () => {
      await expectAnswer(`http://127.0.0.1:${webPort}/`, 400);
      await expectListening(smtpPort);
    }),
  );
  return {
    url: `http://localhost:${webPort}`,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    about: 'mail inbox (maildev)',
    stop: running.stop,
  };
}
