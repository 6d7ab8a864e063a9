/** A process that dies at a crash point after its commit, before anybody heard of it; see crash-point.test.ts. */
import { z } from 'zod';
import { env } from '../config/env.ts';
import { crashPoint } from '../platform/crash-point.ts';
import { connectMongo, syncCollectionsAndIndexes } from '../platform/mongo.ts';
import { emitLater, registerEventTypes } from '../platform/outbox.ts';
import { inTransaction } from '../platform/transaction.ts';

registerEventTypes([{ name: 'test:crash', payload: z.strictObject({ thingId: z.string() }) }]);
await connectMongo(env().MONGODB_URI);
await syncCollectionsAndIndexes();
const userId = process.argv[2] ?? '';
await inTransaction(async (session) => {
  await emitLater(session, { name: 'test:crash', ids: { thingId: 'x' }, addressees: [userId] });
  crashPoint('test:before-commit');
});
crashPoint('test:after-commit');
process.stdout.write('survived');
process.exit(0);
