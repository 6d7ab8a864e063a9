/**
 * Watches over the processes of one run. The starter holds the other end of this program's input; when that
 * closes without a word, the starter was killed, and what it had started is ended here in its place.
 */
import { createInterface } from 'node:readline';
import { endByTier, type RecordedPart } from './run-record.ts';

export type WardenMessage = { add: RecordedPart } | { remove: number } | { done: true };

const watched = new Map<number, RecordedPart>();
let dismissed = false;

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line) as WardenMessage;
  if ('add' in message) watched.set(message.add.pid, message.add);
  else if ('remove' in message) watched.delete(message.remove);
  else dismissed = true;
}
if (!dismissed) await endByTier([...watched.values()], 8_000);
