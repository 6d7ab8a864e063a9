/**
 * Checks that your balance is in what Amn says it owes to all people together. It needs nothing but Node 20 or
 * newer, and no network:
 *
 *   node verify-liabilities.mjs my-proof.json published.json
 *
 * my-proof.json   GET /api/books/liabilities/{snapshotId}/proof, signed in: for you alone, since it holds the
 *                 secret numbers that hide which leaf is yours
 * published.json  GET /api/books/liabilities, which everybody can read; best kept by somebody else than Amn
 *
 * How it works, all hashes being SHA-256, all sums 32 bytes with the highest first:
 *
 *   commitment = hash(0x02, nonce, user id)
 *   leaf       = hash(0x00, commitment, balance)
 *   node       = hash(0x01, left hash, left sum, right hash, right sum), of the sum left + right
 *   root       = hash(0x03, "amn-liabilities-v1|<snapshot id>|<asset>|", hash of the top, sum of the top)
 *
 * No sum may be negative, so no one's balance can be cancelled out by another's.
 */

const SCHEME = 'amn-liabilities-v1';
const SUM_LIMIT = 1n << 128n;
const MAX_DEPTH = 40;

/** A proof that proves nothing; the message says why. */
export class ProofError extends Error {}

/** @param {boolean} holds @param {string} why @returns {asserts holds} */
function expect(holds, why) {
  if (!holds) throw new ProofError(why);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} text @param {string} what */
function hashBytes(text, what) {
  expect(typeof text === 'string' && /^[0-9a-f]{64}$/.test(text), `${what} is not 32 bytes in hexadecimal`);
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {unknown} text @param {string} what */
function wholeNumber(text, what) {
  expect(
    typeof text === 'string' && /^(0|[1-9]\d{0,38})$/.test(text),
    `${what} is not a whole number of at least 0`,
  );
  const value = BigInt(text);
  expect(value < SUM_LIMIT, `${what} is too large`);
  return value;
}

/** @param {bigint} value */
function sumBytes(value) {
  expect(value >= 0n && value < SUM_LIMIT, 'a sum is out of bounds');
  return hashBytes(value.toString(16).padStart(64, '0'), 'a sum');
}

/** @param {number} prefix @param {...Uint8Array} parts */
async function hash(prefix, ...parts) {
  const bytes = [prefix, ...parts.flatMap((part) => [...part])];
  return new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
}

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);

/** @param {Uint8Array} bytes */
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Works its way from your leaf to the root.
 *
 * @param {unknown} proof one of the `proofs` of your answer
 * @param {{ snapshotId: unknown, userId: unknown }} of the head of that answer
 * @returns {Promise<{ asset: string, balance: string, root: string, total: string }>} what must be published
 * @throws {ProofError} when it is of no form that could prove anything
 */
export async function rootFromProof(proof, { snapshotId, userId }) {
  expect(isObject(proof), 'a proof is missing');
  expect(
    typeof snapshotId === 'string' && /^[0-9a-f]{24}$/.test(snapshotId),
    'the snapshot has no proper id',
  );
  expect(typeof userId === 'string' && userId !== '', 'the user is missing');
  const { asset, nonce, balance, index, path } = proof;
  expect(typeof asset === 'string' && /^[A-Z0-9-]{2,25}$/.test(asset), 'the asset is missing');
  expect(Array.isArray(path) && path.length <= MAX_DEPTH, 'the path is missing or too long');
  expect(
    typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 && index < 2 ** path.length,
    'the place of the leaf is not in the tree',
  );
  let sum = wholeNumber(balance, 'the balance');
  const commitment = await hash(2, hashBytes(nonce, 'the nonce'), utf8(userId));
  let node = await hash(0, commitment, sumBytes(sum));
  for (const [level, sibling] of path.entries()) {
    expect(isObject(sibling), `the path breaks off at level ${level}`);
    const otherHash = hashBytes(sibling.hash, `the hash at level ${level}`);
    const otherSum = wholeNumber(sibling.sum, `the sum at level ${level}`);
    const isLeft = Math.floor(index / 2 ** level) % 2 === 0;
    node = isLeft
      ? await hash(1, node, sumBytes(sum), otherHash, sumBytes(otherSum))
      : await hash(1, otherHash, sumBytes(otherSum), node, sumBytes(sum));
    sum += otherSum;
  }
  const root = await hash(3, utf8(`${SCHEME}|${snapshotId}|${asset}|`), node, sumBytes(sum));
  return { asset, balance: String(balance), root: hex(root), total: sum.toString() };
}

/** The content of an answer of the API, whether it was kept with its envelope or without. @param {unknown} answer */
const dataOf = (answer) => (isObject(answer) && isObject(answer.data) ? answer.data : answer);

/**
 * Checks every proof of an answer against what was published.
 *
 * @param {unknown} answer what GET …/proof gave you
 * @param {unknown} publication what GET /api/books/liabilities gives everybody
 * @returns {Promise<{ asset: string, balance: string, total: string }[]>} what is proven
 * @throws {ProofError} when anything does not fit
 */
export async function verifyProofs(answer, publication) {
  const mine = dataOf(answer);
  const published = dataOf(publication);
  expect(isObject(mine) && Array.isArray(mine.proofs), 'this is not a file with proofs');
  expect(mine.scheme === SCHEME, `the scheme is not ${SCHEME}`);
  expect(isObject(published) && Array.isArray(published.items), 'this is not a list of what was published');
  const snapshot = published.items.find((item) => isObject(item) && item.id === mine.snapshotId);
  expect(isObject(snapshot) && Array.isArray(snapshot.assets), 'this snapshot is not among those published');
  const proven = [];
  for (const proof of mine.proofs) {
    const { asset, balance, root, total } = await rootFromProof(proof, {
      snapshotId: mine.snapshotId,
      userId: mine.userId,
    });
    const public_ = snapshot.assets.find((item) => isObject(item) && item.asset === asset);
    expect(isObject(public_), `nothing was published for ${asset}`);
    expect(public_.root === root, `${asset}: the proof does not lead to the published root`);
    const publicTotal = isObject(public_.total) ? public_.total.amount : undefined;
    expect(publicTotal === total, `${asset}: the proof adds up to ${total}, not to the published total`);
    proven.push({ asset, balance, total });
  }
  return proven;
}

async function main() {
  const { readFile } = await import('node:fs/promises');
  const [, , proofFile, publishedFile] = process.argv;
  if (proofFile === undefined || publishedFile === undefined) {
    console.error('usage: node verify-liabilities.mjs my-proof.json published.json');
    process.exitCode = 2;
    return;
  }
  try {
    const files = await Promise.all([proofFile, publishedFile].map((path) => readFile(path, 'utf8')));
    const [answer, publication] = files.map((text) => JSON.parse(text));
    const proven = await verifyProofs(answer, publication);
    for (const { asset, balance, total } of proven) {
      console.log(`✓ ${asset}: your ${balance} base units are part of the ${total} that Amn says it owes`);
    }
    if (proven.length === 0) console.log('✓ nothing to prove: you had no balance at that moment');
  } catch (error) {
    console.error(`✗ ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** Run as a program, and not imported by a page or a test. */
const runsAsProgram = async () => {
  if (typeof process === 'undefined' || process.argv[1] === undefined) return false;
  const { realpathSync } = await import('node:fs');
  const { fileURLToPath } = await import('node:url');
  return realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
};

if (await runsAsProgram()) await main();
