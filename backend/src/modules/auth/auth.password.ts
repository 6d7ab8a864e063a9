import bcrypt from 'bcrypt';
import { env } from '../../config/env.ts';

/** Work factor of bcrypt. Tests lower it: their security is not at stake, their time is. */
const cost = (): number => (env().NODE_ENV === 'test' ? 4 : 12);

const MAX_BYTES = 72;

/** One writing of the same letters, whatever keyboard they were typed on. */
const normalised = (password: string): string => password.normalize('NFC');

const fits = (password: string): boolean => Buffer.byteLength(password) <= MAX_BYTES;

/** @throws RangeError for a password that bcrypt would cut; the contract refuses those before. */
export function hashPassword(password: string): Promise<string> {
  const text = normalised(password);
  if (!fits(text)) throw new RangeError('password is longer than 72 bytes');
  return bcrypt.hash(text, cost());
}

/** A hash of nothing, compared against where there is no account, so that both cases take the same time. */
const nobodysHash = (): string => `$2b$${cost().toString().padStart(2, '0')}$${'.'.repeat(53)}`;

/** @param hash null when there is no account: the same work is done and the answer is no. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const text = normalised(password);
  // bcrypt would ignore what stands behind 72 bytes and so accept a wrong password that begins rightly.
  const usable = hash !== null && fits(text);
  const same = await bcrypt.compare(text, usable ? hash : nobodysHash());
  return usable && same;
}
