import { Bell, Compass, Handshake, Settings, Vault, type LucideIcon } from 'lucide-react';
import { paths } from '@/config/paths';
import type { Language } from '@/config/languages';

export interface NavItem {
  readonly key: 'requests' | 'deals' | 'wallet' | 'notifications' | 'settings';
  readonly icon: LucideIcon;
  readonly href: (language: Language) => string;
}

/** The main places of a signed-in person, in the order of their use. */
export const navItems: readonly NavItem[] = [
  { key: 'deals', icon: Handshake, href: paths.deals },
  { key: 'requests', icon: Compass, href: paths.requests },
  { key: 'wallet', icon: Vault, href: paths.wallet },
  { key: 'notifications', icon: Bell, href: paths.notifications },
  { key: 'settings', icon: Settings, href: paths.settings },
];

/** Whether a page lies in a place of the navigation. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
