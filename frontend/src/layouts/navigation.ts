import {
  Banknote,
  Bell,
  BookOpenCheck,
  Compass,
  Gavel,
  Handshake,
  KeyRound,
  Landmark,
  Settings,
  Vault,
  type LucideIcon,
} from 'lucide-react';
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

type Role = Me['roles'][number];

export interface StaffItem {
  readonly key: 'disputes' | 'payments' | 'payouts' | 'addresses' | 'books';
  readonly icon: LucideIcon;
  readonly href: (language: Language) => string;
  /** Who works there; the API decides by itself, this only spares a person doors that do not open. */
  readonly roles: readonly Role[];
}

/** The desks of Amn's staff. */
export const staffItems: readonly StaffItem[] = [
  { key: 'disputes', icon: Gavel, href: paths.admin.disputes, roles: ['mediator', 'admin'] },
  { key: 'payments', icon: Landmark, href: paths.admin.payments, roles: ['admin'] },
  { key: 'payouts', icon: Banknote, href: paths.admin.payouts, roles: ['admin'] },
  { key: 'addresses', icon: KeyRound, href: paths.admin.addresses, roles: ['admin'] },
  { key: 'books', icon: BookOpenCheck, href: paths.admin.books, roles: ['admin'] },
];

/** The desks that a person may work at; none for most people. */
export const desksOf = (user: Me | null): readonly StaffItem[] =>
  user === null ? [] : staffItems.filter(({ roles }) => roles.some((role) => user.roles.includes(role)));

const isWithin = (pathname: string, place: string) => pathname === place || pathname.startsWith(`${place}/`);

/** The place that a page lies in: posting a request is one of its own, inside the requests. */
export function placeOf(
  pathname: string,
  language: Language,
): NavItem['key'] | StaffItem['key'] | 'newRequest' | null {
  if (pathname === paths.newRequest(language)) return 'newRequest';
  const within = [...navItems, ...staffItems].find(({ href }) => isWithin(pathname, href(language)));
  return within?.key ?? null;
}
