'use client';

import { useEffect, useEffectEvent } from 'react';

/** Where letters are text and no commands. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('dialog, [role="dialog"], [role="menu"]') !== null);

/**
 * Single keys as commands, for people who work at a desk all day. Never while they write or answer a dialog, and never
 * with a modifier, which belongs to the browser.
 */
export function useShortcuts(commands: Readonly<Partial<Record<string, () => void>>>): void {
  const run = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const command = commands[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
  useEffect(() => {
    document.addEventListener('keydown', run);
    return () => {
      document.removeEventListener('keydown', run);
    };
  }, []);
}
