import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { logger } from './logger.ts';

/**
 * Collections and indexes are made by `syncCollectionsAndIndexes` before the server listens: inside a
 * transaction MongoDB cannot create them, and a unique index that comes later protects nothing.
 */
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);
mongoose.set('strictQuery', 'throw');

/**
 * Connects mongoose's default connection.
 * @throws Error when the server is not a member of a replica set, since transactions need one.
 */
export async function connectMongo(uri: string): Promise<void> {
  await mongoose.connect(uri, {
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: 10_000,
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
  });
  const hello = await database().command({ hello: 1 });
  if (typeof hello['setName'] !== 'string' && hello['msg'] !== 'isdbgrid') {
    await mongoose.disconnect();
    throw new Error('MongoDB must run as a replica set (one member is enough): transactions need it.');
  }
}

/** The connected database, for the platform's own collections. */
export function database(): mongoose.mongo.Db {
  const { db } = mongoose.connection;
  if (!db) throw new Error('MongoDB is not connected');
  return db;
}

export interface PlainCollection {
  readonly name: string;
  readonly indexes: mongoose.mongo.IndexDescription[];
}

const plainCollections: PlainCollection[] = [];

/** Registers a collection of the platform that has no mongoose model. */
export function definePlainCollection(collection: PlainCollection): string {
  plainCollections.push(collection);
  return collection.name;
}

const NAMESPACE_EXISTS = 48;

async function ensureCollection(
  { name, indexes }: PlainCollection,
  existing: ReadonlySet<string>,
): Promise<void> {
  if (indexes.length > 0) {
    // One command for all of them, which makes the collection as well.
    await database().collection(name).createIndexes(indexes);
    return;
  }
  if (existing.has(name)) return;
  try {
    await database().createCollection(name);
  } catch (error) {
    // Another process starting at the same moment made it: that is what was wanted.
    if (!(error instanceof mongoose.mongo.MongoServerError) || error.code !== NAMESPACE_EXISTS) throw error;
  }
}

/** A model's collection, with the indexes of its schema as the driver wants them. */
function collectionOf({ collection, schema }: mongoose.Model<unknown>): PlainCollection {
  const indexes = schema.indexes().map(([key, options]) => ({ key, ...options }));
  return { name: collection.collectionName, indexes: indexes as mongoose.mongo.IndexDescription[] };
}

/** NotWritablePrimary, its older kin, and what interrupts a command while the primary steps down or goes. */
const PRIMARY_AWAY = new Set([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436]);
const PRIMARY_BACK_WITHIN_MS = 60_000;
const PRIMARY_PAUSE_MS = 500;

function isPrimaryAway(error: unknown): boolean {
  if (error instanceof mongoose.mongo.MongoNetworkError) return true;
  if (error instanceof mongoose.mongo.MongoServerSelectionError) return true;
  return error instanceof mongoose.mongo.MongoServerError && PRIMARY_AWAY.has(Number(error.code));
}

/**
 * Repeats what may be done any number of times until there is a primary to do it. The driver repeats reads and
 * writes by itself, but no commands such as the making of an index.
 * @throws the last error once `withinMs` are over, and every other error at once
 */
export async function untilPrimary<T>(
  work: () => Promise<T>,
  { withinMs = PRIMARY_BACK_WITHIN_MS, pauseMs = PRIMARY_PAUSE_MS } = {},
): Promise<T> {
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isPrimaryAway(error) || performance.now() >= giveUpAt) throw error;
      logger().warn({ err: error }, 'the database has no primary now; waiting for one');
      await sleep(pauseMs);
    }
  }
}

/**
 * Makes every collection and index that is missing. An index that differs from the one there fails loudly
 * rather than being rebuilt under a running shop. A set that is just electing its primary is waited for.
 */
export async function syncCollectionsAndIndexes(): Promise<void> {
  const listed = await database().listCollections({}, { nameOnly: true }).toArray();
  const existing = new Set(listed.map(({ name }) => name));
  const wanted = [...Object.values(mongoose.models).map(collectionOf), ...plainCollections];
  await Promise.all(wanted.map((collection) => untilPrimary(() => ensureCollection(collection, existing))));
  logger().debug({ collections: wanted.length }, 'collections and indexes are in place');
}

export async function disconnectMongo(): Promise<void> {
  await mongoose.disconnect();
}

/** @throws when the database does not answer in time. */
export async function pingMongo(timeoutMs = 2_000): Promise<void> {
  await database().command({ ping: 1 }, { timeoutMS: timeoutMs });
}
