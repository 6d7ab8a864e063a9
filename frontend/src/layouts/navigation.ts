import { Bell, Compass, Handshake, Settings, Vault, type LucideIcon } from 'lucide-react';
import type { Me } from '@/actions/auth';
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

/** Who works at a desk of Amn's staff; which desks those are is loaded for them only. */
export const isStaff = (user: Me | null): boolean =>
  user?.roles.some((role) => role === 'mediator' || role === 'admin') ?? false;

export const isWithin = (pathname: string, place: string) =>
  pathname === place || pathname.startsWith(`${place}/`);

/** The place that a page lies in: posting a request is one of its own, inside the requests. */
export function placeOf(pathname: string, language: Language): NavItem['key'] | 'newRequest' | null {
  if (pathname === paths.newRequest(language)) return 'newRequest';
  const within = navItems.find(({ href }) => isWithin(pathname, href(language)));
  return within?.key ?? null;
}
