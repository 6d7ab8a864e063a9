/** Starts the whole of Amn on this machine and keeps it running: what `npm start` and `npm run dev` come to. */
import { messageOf, sayToConsole as say, took } from './lib/say.ts';
import { parseStartOptions, usage, type StackOptions } from './start-options.ts';
import { describe } from './start-summary.ts';
import { StackRun } from './start-stack.ts';

/** A terminal sends Ctrl-C to the whole process group and npm passes it on, so it may come twice at once. */
const sameSignalWithinMs = 1_500;

function readOptions(): StackOptions {
  try {
    const options = parseStartOptions(process.argv.slice(2));
    if (options !== 'help') return options;
    say(usage);
    process.exit(0);
  } catch (error) {
    say(`${messageOf(error)}\n${usage}`);
    process.exit(2);
  }
}

const options = readOptions();
const began = performance.now();
const run = new StackRun(options, say);
const interrupted = Promise.withResolvers<NodeJS.Signals>();
let interruptedAt: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruptedAt ??= performance.now();
    if (performance.now() - interruptedAt > sameSignalWithinMs) run.killAll();
    interrupted.resolve(signal);
  });
}

/** Runs until there is a reason to end, and gives it: undefined where somebody asked for it. */
async function runUntilEnd(): Promise<unknown> {
  const asked = interrupted.promise.then(() => ({ reason: undefined }));
  const broken = run.failed.then((reason) => ({ reason }));
  const started = run.start().then(
    (stack) => ({ stack }),
    (reason: unknown) => ({ reason }),
  );
  const first = await Promise.race([started, asked, broken]);
  if ('reason' in first) return first.reason;
  const about = await describe(first.stack, options.mode);
  say(`\n${about}\n\nStarted in ${took(began)}. Ctrl-C stops everything.`);
  say(`Amn is ready at ${first.stack.addresses.publicUrl}`);
  return (await Promise.race([asked, broken])).reason;
}

const reason = await runUntilEnd().catch((error: unknown) => error);
if (reason !== undefined) say(`✗ ${messageOf(reason)}`);
say('Stopping …');
let code = reason === undefined ? 0 : 1;
try {
  // A start that is cut short may be in the middle of starting something; that too is stopped, or never begun.
  await run.stop();
  say('Everything is stopped.');
} catch (error) {
  say(`✗ ${messageOf(error)}`);
  code = 1;
}
process.exit(code);
