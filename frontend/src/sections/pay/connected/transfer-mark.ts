/**
 * What is known of the transfer that a connected wallet was asked for. A mark is set before the wallet is asked,
 * so that a page that is closed meanwhile does not invite a second transfer when it is opened again.
 */
export type TransferMark =
  /** The wallet was asked and has not answered, or its answer leaves open whether it sent anything. */
  | { readonly state: 'asked'; readonly amount: string }
  /** The wallet has sent it. */
  | { readonly state: 'sent'; readonly amount: string; readonly txid: string }
  /** The transaction is on the chain and moved nothing. */
  | { readonly state: 'failed'; readonly amount: string; readonly txid: string };

export type TransferEvent =
  | { readonly type: 'ask'; readonly amount: string }
  | { readonly type: 'sent'; readonly txid: string }
  /** The wallet said for certain that it sent nothing. */
  | { readonly type: 'notSent' }
  /** The same transfer goes on under another hash: the person raised its fee. */
  | { readonly type: 'repriced'; readonly txid: string }
  /** Reverted, or cancelled by the person in the wallet. */
  | { readonly type: 'failed' }
  /** The backend shows what has arrived. */
  | { readonly type: 'seen'; readonly deposits: readonly Arrived[] }
  /** The person looked into the wallet and says that nothing was sent. */
  | { readonly type: 'dismissed' };

interface Arrived {
  readonly txid: string;
}

/** Somebody asked for a second transfer while the first may still arrive. */
export class TransferAlreadyAsked extends Error {}

/**
 * @returns the mark after an event; null when nothing is known any more
 * @throws TransferAlreadyAsked for `ask` while a transfer may be on its way
 */
export function nextMark(mark: TransferMark | null, event: TransferEvent): TransferMark | null {
  switch (event.type) {
    case 'ask':
      if (mark && mark.state !== 'failed') throw new TransferAlreadyAsked();
      return { state: 'asked', amount: event.amount };
    case 'sent':
      return mark?.state === 'asked' ? { state: 'sent', amount: mark.amount, txid: event.txid } : mark;
    case 'notSent':
      return mark?.state === 'asked' ? null : mark;
    case 'repriced':
      return mark?.state === 'sent' ? { ...mark, txid: event.txid } : mark;
    case 'failed':
      return mark?.state === 'sent' ? { ...mark, state: 'failed' } : mark;
    case 'seen':
      return standingOf(mark, event.deposits) === 'none' ? null : mark;
    case 'dismissed':
      return null;
  }
}

/** The mark as it was stored; null for anything that is not one. */
export function readMark(stored: string | null): TransferMark | null {
  if (stored === null) return null;
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value !== 'object' || value === null) return null;
    const { state, amount, txid } = value as Record<string, unknown>;
    if (typeof amount !== 'string' || !/^\d+$/.test(amount)) return null;
    if (state === 'asked') return { state, amount };
    if ((state !== 'sent' && state !== 'failed') || typeof txid !== 'string') return null;
    return /^0x[0-9a-fA-F]{64}$/.test(txid) ? { state, amount, txid } : null;
  } catch {
    return null;
  }
}

/**
 * Where a marked transfer stands for the page: `none` and `failed` leave room for a new one, `open` and `sent` do
 * not. What the backend has seen is told by the payment itself.
 */
export type TransferStanding = 'none' | 'open' | 'sent' | 'failed';

export function standingOf(mark: TransferMark | null, deposits: readonly Arrived[]): TransferStanding {
  if (mark === null) return 'none';
  if (mark.state === 'asked') return 'open';
  const txid = mark.txid.toLowerCase();
  const seen = deposits.some((deposit) => deposit.txid.toLowerCase() === txid);
  return seen ? 'none' : mark.state;
}
