export interface Toast {
  readonly message: string;
  readonly variant: 'success' | 'error' | 'info';
}

/** Toasts wait here until the stack that shows them is loaded, which the first of them asks for. */
const waiting: Toast[] = [];
const listeners = new Set<() => void>();
let show: ((toast: Toast) => void) | null = null;
let wanted = false;

export function pushToast(toast: Toast): void {
  if (show) {
    show(toast);
    return;
  }
  waiting.push(toast);
  wanted = true;
  for (const listener of listeners) listener();
}

/** Called by the stack once it stands; the waiting ones are shown at once. */
export function takeToasts(handler: (toast: Toast) => void): () => void {
  show = handler;
  for (const toast of waiting.splice(0)) handler(toast);
  return () => {
    show = null;
  };
}

export const toastsWanted = () => wanted;

export function onToastsWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
