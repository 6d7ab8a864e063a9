/**
 * Checks a receipt of Amn. It needs nothing but Node 20 or newer, and no network:
 *
 *   node verify-receipt.mjs receipt.json keys.json
 *
 * receipt.json  the file that the receipt's page saves, or the answer of
 *               GET /api/escrow/deals/{requestId}/receipt: the receipt with your appendices, if you have any
 * keys.json     GET /api/books/receipt-keys, which everybody can read; best kept by somebody else than Amn
 *
 * How it works. Every entry has a hash that covers the one before it, so none can be changed, left out, added
 * or moved; the last hash is signed.
 *
 *   origin     = "amn-receipt-v1|<receipt id>"
 *   hash       = SHA-256, over the UTF-8 text: the hash before (the origin before the first), a line feed, and
 *                the canonical JSON of {index, kind, at, data}
 *   signature  = Ed25519, over the UTF-8 text: origin|<issued at>|<number of entries>|<last hash>
 *
 * An appendix is the same with the origin
 *   "amn-receipt-appendix-v1|<receipt id>|<owner id>|<sequence>|<last hash of the receipt or appendix before>"
 *
 * Canonical JSON is RFC 8785 for objects, arrays, strings, true, false, null and whole numbers: keys sorted by
 * their code units, no white space. Amounts are strings.
 */

/* global atob */

const RECEIPT = 'amn-receipt-v1';
const APPENDIX = 'amn-receipt-appendix-v1';

/** A receipt that proves nothing; the message says why, and `entry` which one it is about. */
export class ReceiptError extends Error {
  /** @param {string} message @param {number | null} [entry] */
  constructor(message, entry = null) {
    super(message);
    this.entry = entry;
  }
}

/** @param {unknown} holds @param {string} why @param {number | null} [entry] @returns {asserts holds} */
function expect(holds, why, entry = null) {
  if (!holds) throw new ReceiptError(why, entry);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {string} */
export function canonicalJson(value) {
  if (typeof value === 'number') expect(Number.isSafeInteger(value), 'a number is not whole');
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`).join(',')}}`;
}

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);

/** @param {string} text */
async function sha256(text) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {unknown} text @param {string} what */
function base64url(text, what) {
  expect(typeof text === 'string' && /^[A-Za-z0-9_-]+$/.test(text), `${what} is not base64url`);
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The content of an answer of the API, whether it was kept with its envelope or without. @param {unknown} answer */
const dataOf = (answer) => (isObject(answer) && isObject(answer.data) ? answer.data : answer);

/**
 * Works through a chain from its origin to its head.
 *
 * @param {string} origin
 * @param {unknown} entries
 * @param {unknown} head
 * @throws {ReceiptError} naming the first entry that was changed
 */
async function checkChain(origin, entries, head) {
  expect(Array.isArray(entries) && entries.length > 0, 'there are no entries');
  let before = origin;
  for (const [index, entry] of entries.entries()) {
    expect(isObject(entry), `entry ${index} is missing`, index);
    const { kind, at, data } = entry;
    expect(entry.index === index, `entry ${index} is missing or out of its place`, index);
    const hash = await sha256(`${before}\n${canonicalJson({ index, kind, at, data })}`);
    const name = `entry ${index} (${String(kind)} of ${String(at)})`;
    expect(hash === entry.hash, `${name} was changed, or one was taken out or put in before it`, index);
    before = hash;
  }
  expect(before === head, 'the chain does not end where the receipt says: entries at its end are missing');
  return entries.length;
}

/** @param {string} text @param {unknown} signature @param {unknown} published */
async function checkSignature(text, signature, published) {
  const keys = dataOf(published);
  expect(isObject(keys) && Array.isArray(keys.keys), 'this is not a list of keys');
  expect(isObject(signature), 'there is no signature');
  const key = keys.keys.find((one) => isObject(one) && one.keyId === signature.keyId);
  expect(isObject(key), `the key ${String(signature.keyId)} is not among those published`);
  const raw = base64url(key.publicKey, 'the public key');
  const id = new Uint8Array(await crypto.subtle.digest('SHA-256', raw)).slice(0, 8);
  const keyId = [...id].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  expect(keyId === signature.keyId, 'the public key is not the one its id says');
  const imported = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']);
  const value = base64url(signature.value, 'the signature');
  const holds = await crypto.subtle.verify({ name: 'Ed25519' }, imported, value, utf8(text));
  expect(holds, 'the signature is not that of the published key');
  return keyId;
}

/**
 * @param {unknown} sealed a receipt or an appendix
 * @param {string} origin
 * @param {unknown} published
 */
async function checkSealed(sealed, origin, published) {
  expect(isObject(sealed), 'there is no receipt');
  const count = await checkChain(origin, sealed.entries, sealed.head);
  const text = `${origin}|${String(sealed.issuedAt)}|${count}|${String(sealed.head)}`;
  const keyId = await checkSignature(text, sealed.signature, published);
  return { entries: count, keyId, issuedAt: String(sealed.issuedAt), head: String(sealed.head) };
}

/**
 * Checks a receipt and what was appended to it.
 *
 * @param {unknown} file what the receipt's page saved
 * @param {unknown} published what GET /api/books/receipt-keys gives everybody
 * @throws {ReceiptError} when anything was changed; `entry` is the first that does not fit
 */
export async function verifyReceipt(file, published) {
  const { receipt, appendices } = /** @type {Record<string, unknown>} */ (dataOf(file) ?? {});
  expect(isObject(receipt), 'this is not a file with a receipt');
  expect(receipt.scheme === RECEIPT, `the scheme is not ${RECEIPT}`);
  const checked = await checkSealed(receipt, `${RECEIPT}|${String(receipt.receiptId)}`, published);
  let previous = checked.head;
  const appended = [];
  for (const [at, appendix] of (Array.isArray(appendices) ? appendices : []).entries()) {
    try {
      expect(isObject(appendix) && appendix.scheme === APPENDIX, `the scheme is not ${APPENDIX}`);
      expect(appendix.receiptId === receipt.receiptId, 'it belongs to another receipt');
      expect(appendix.sequence === at + 1, 'it is not the next one: one before it is missing');
      expect(appendix.previous === previous, 'it does not stand on what is before it');
      const { receiptId, ownerId, sequence } = appendix;
      const origin = [APPENDIX, receiptId, ownerId, sequence, previous].map(String).join('|');
      appended.push(await checkSealed(appendix, origin, published));
    } catch (error) {
      if (!(error instanceof ReceiptError)) throw error;
      throw new ReceiptError(`appendix ${at + 1}: ${error.message}`, error.entry);
    }
    previous = appended.at(-1)?.head ?? previous;
  }
  return { ...checked, receiptId: String(receipt.receiptId), appendices: appended };
}

async function main() {
  const { readFile } = await import('node:fs/promises');
  const [, , receiptFile, keysFile] = process.argv;
  if (receiptFile === undefined || keysFile === undefined) {
    console.error('usage: node verify-receipt.mjs receipt.json keys.json');
    process.exitCode = 2;
    return;
  }
  try {
    const files = await Promise.all([receiptFile, keysFile].map((path) => readFile(path, 'utf8')));
    const [receipt, keys] = files.map((text) => JSON.parse(text));
    const { receiptId, entries, keyId, issuedAt, appendices } = await verifyReceipt(receipt, keys);
    console.log(
      `✓ receipt ${receiptId}: ${entries} entries, unchanged since ${issuedAt}, signed by ${keyId}`,
    );
    for (const [at, appendix] of appendices.entries())
      console.log(`✓ appendix ${at + 1}: ${appendix.entries} entries, unchanged since ${appendix.issuedAt}`);
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
