/**
 * The algorithm of `verify-liabilities.mjs` in the browser: works its way from one's own balance to the published
 * root, by nothing but the answers themselves. Both are held to the same vectors in `docs/test-vectors`.
 */
const SCHEME = 'amn-liabilities-v1';
const SUM_LIMIT = 1n << 128n;
const MAX_DEPTH = 40;

export interface ProvenBalance {
  readonly asset: string;
  readonly balance: string;
  readonly total: string;
}

interface Place {
  readonly snapshotId: string;
  readonly userId: string;
}

class Unproven extends Error {}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function hashBytes(text: unknown): Uint8Array {
  if (typeof text !== 'string' || !/^[0-9a-f]{64}$/.test(text)) throw new Unproven('not a hash');
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function wholeNumber(text: unknown): bigint {
  if (typeof text !== 'string' || !/^(0|[1-9]\d{0,38})$/.test(text)) throw new Unproven('not a sum');
  return BigInt(text);
}

function sumBytes(sum: bigint): Uint8Array {
  if (sum < 0n || sum >= SUM_LIMIT) throw new Unproven('a sum is out of bounds');
  return hashBytes(sum.toString(16).padStart(64, '0'));
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function hash(prefix: number, ...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const bytes = Uint8Array.from([prefix, ...parts.flatMap((part) => [...part])]);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function rootOf(proof: unknown, { snapshotId, userId }: Place) {
  if (!isObject(proof)) throw new Unproven('a proof is missing');
  const { asset, nonce, balance, index, path } = proof;
  if (typeof asset !== 'string' || !/^[A-Z0-9-]{2,25}$/.test(asset)) throw new Unproven('no asset');
  if (!Array.isArray(path) || path.length > MAX_DEPTH) throw new Unproven('no path');
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0 || index >= 2 ** path.length)
    throw new Unproven('the leaf is not in the tree');
  let sum = wholeNumber(balance);
  let node = await hash(0, await hash(2, hashBytes(nonce), utf8(userId)), sumBytes(sum));
  for (const [level, sibling] of (path as unknown[]).entries()) {
    if (!isObject(sibling)) throw new Unproven('the path breaks off');
    const [otherHash, otherSum] = [hashBytes(sibling['hash']), wholeNumber(sibling['sum'])];
    const isLeft = Math.floor(index / 2 ** level) % 2 === 0;
    node = isLeft
      ? await hash(1, node, sumBytes(sum), otherHash, sumBytes(otherSum))
      : await hash(1, otherHash, sumBytes(otherSum), node, sumBytes(sum));
    sum += otherSum;
  }
  const root = await hash(3, utf8(`${SCHEME}|${snapshotId}|${asset}|`), node, sumBytes(sum));
  return { asset, balance: String(balance), root: hex(root), total: sum.toString() };
}

async function prove(mine: unknown, published: unknown): Promise<ProvenBalance[]> {
  if (!isObject(mine) || !Array.isArray(mine['proofs']) || mine['scheme'] !== SCHEME)
    throw new Unproven('not a file with proofs');
  if (!isObject(published) || !Array.isArray(published['items'])) throw new Unproven('nothing published');
  const { snapshotId, userId } = mine;
  if (typeof snapshotId !== 'string' || !/^[0-9a-f]{24}$/.test(snapshotId) || typeof userId !== 'string')
    throw new Unproven('the snapshot or the person is missing');
  const items = published['items'] as unknown[];
  const snapshot = items.find((item) => isObject(item) && item['id'] === snapshotId);
  if (!isObject(snapshot) || !Array.isArray(snapshot['assets'])) throw new Unproven('not published');
  const assets = snapshot['assets'] as unknown[];
  const proven: ProvenBalance[] = [];
  for (const proof of mine['proofs'] as unknown[]) {
    const { asset, balance, root, total } = await rootOf(proof, { snapshotId, userId });
    const shown = assets.find((item) => isObject(item) && item['asset'] === asset);
    const shownTotal = isObject(shown) && isObject(shown['total']) ? shown['total']['amount'] : undefined;
    if (!isObject(shown) || shown['root'] !== root || shownTotal !== total)
      throw new Unproven('the proof does not lead to what was published');
    proven.push({ asset, balance, total });
  }
  return proven;
}

/**
 * @param proof the answer of `proveLiabilities`
 * @param published the answer of `listLiabilities`
 * @returns what is proven; null when anything does not fit
 */
export async function verifyProofs(proof: unknown, published: unknown): Promise<ProvenBalance[] | null> {
  try {
    return await prove(proof, published);
  } catch (error) {
    if (error instanceof Unproven) return null;
    throw error;
  }
}
