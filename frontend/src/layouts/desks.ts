import { Banknote, BookOpenCheck, Coins, Gavel, KeyRound, Landmark, type LucideIcon } from 'lucide-react';
import type { Me } from '@/actions/auth';
import { paths } from '@/config/paths';
import type { Language } from '@/config/languages';
import { isWithin } from './navigation';

type Role = Me['roles'][number];

export interface StaffItem {
  readonly key: 'disputes' | 'payments' | 'payouts' | 'addresses' | 'treasury' | 'books';
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
  { key: 'treasury', icon: Coins, href: paths.admin.treasury, roles: ['admin'] },
  { key: 'books', icon: BookOpenCheck, href: paths.admin.books, roles: ['admin'] },
];

/** The desks that a person may work at; none for most people. */
export const desksOf = (user: Me | null): readonly StaffItem[] =>
  user === null ? [] : staffItems.filter(({ roles }) => roles.some((role) => user.roles.includes(role)));

/** The desk that a page lies at. */
export const deskOf = (pathname: string, language: Language): StaffItem['key'] | null =>
  staffItems.find(({ href }) => isWithin(pathname, href(language)))?.key ?? null;
