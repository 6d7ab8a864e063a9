import { MongoClient, MongoNetworkError, MongoServerError } from 'mongodb';

/** What an operator does to a database by hand. Names of collections are the product's, as its docs give them. */
async function withDatabase<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 60_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/**
 * Has the primary step down. Whatever was being written and is not on a majority is lost, connections break, and a
 * set of one member elects itself again after `seconds`.
 */
export async function stepDown(uri: string, seconds: number): Promise<void> {
  await withDatabase(uri, async (client) => {
    try {
      const command = { replSetStepDown: seconds, secondaryCatchUpPeriodSecs: 0, force: true };
      await client.db('admin').command(command);
    } catch (error) {
      // The connection may break before the answer, and a primary that is just stepping down says so.
      const isExpected = error instanceof MongoNetworkError || error instanceof MongoServerError;
      if (!isExpected) throw error;
    }
  });
}

/** Gives people roles, which no endpoint does. @throws Error where one of them does not exist */
export async function giveRoles(
  uri: string,
  emails: readonly string[],
  roles: readonly string[],
): Promise<void> {
  await withDatabase(uri, async (client) => {
    const users = client.db().collection('users');
    const { matchedCount } = await users.updateMany({ email: { $in: [...emails] } }, [
      { $set: { roles: [...roles], emailVerifiedAt: { $ifNull: ['$emailVerifiedAt', '$$NOW'] } } },
    ]);
    if (matchedCount !== emails.length)
      throw new Error(`${matchedCount} of ${emails.length} people were found`);
  });
}
