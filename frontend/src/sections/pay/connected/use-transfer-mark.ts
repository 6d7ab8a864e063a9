'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { nextMark, readMark, type TransferEvent, type TransferMark } from './transfer-mark';

const PREFIX = 'amn-transfer:';
const listeners = new Set<() => void>();
/** Where the browser keeps nothing for us, the mark lasts as long as the page. */
const inMemory = new Map<string, string>();
/** Payments for which a wallet is open now, asked by this very page. */
const asking = new Set<string>();

function tell(): void {
  for (const listener of listeners) listener();
}

function stored(paymentId: string): string | null {
  try {
    return localStorage.getItem(PREFIX + paymentId) ?? inMemory.get(paymentId) ?? null;
  } catch {
    return inMemory.get(paymentId) ?? null;
  }
}

function store(paymentId: string, mark: TransferMark | null): void {
  const text = mark === null ? null : JSON.stringify(mark);
  if (text === null) inMemory.delete(paymentId);
  else inMemory.set(paymentId, text);
  try {
    if (text === null) localStorage.removeItem(PREFIX + paymentId);
    else localStorage.setItem(PREFIX + paymentId, text);
  } catch {
    // Storage is full or forbidden: the copy in memory stands.
  }
  tell();
}

/** Notes that the wallet is asked by this page now, or has answered. */
export function setAsking(paymentId: string, now: boolean): void {
  if (now) asking.add(paymentId);
  else asking.delete(paymentId);
  tell();
}

/** Whether this page waits for the wallet's answer. */
export function useAsking(paymentId: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => asking.has(paymentId),
    () => false,
  );
}

/**
 * Takes an event to the mark of a payment.
 * @throws TransferAlreadyAsked for `ask` while a transfer may be on its way, from this tab or another one
 */
export function markTransfer(paymentId: string, event: TransferEvent): void {
  store(paymentId, nextMark(readMark(stored(paymentId)), event));
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  // Told by the browser when another tab changes it.
  window.addEventListener('storage', changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener('storage', changed);
  };
}

/** What is known of the transfer a wallet was asked for; the same in every tab, and after a reload. */
export function useTransferMark(paymentId: string): TransferMark | null {
  const snapshot = useCallback(() => stored(paymentId), [paymentId]);
  return readMark(useSyncExternalStore(subscribe, snapshot, () => null));
}
