/**
 * The time of the product. It is the wall clock, but in a demo, where the clock can be moved: then the difference
 * is told by the backend. Tokens never use it.
 */
let offsetMs = 0;
const listeners = new Set<() => void>();

export function productNow(): number {
  return Date.now() + offsetMs;
}

/** @param now the backend's time; a difference below two seconds is the network's and is passed over. */
export function setProductNow(now: string | number | Date): void {
  const difference = new Date(now).getTime() - Date.now();
  const next = Math.abs(difference) < 2000 ? 0 : difference;
  if (Math.abs(next - offsetMs) < 2000) return;
  offsetMs = next;
  for (const listener of listeners) listener();
}

export function onClockMoved(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
