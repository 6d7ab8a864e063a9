/** One file per feature and language: `locales/<language>/<namespace>.json`. */
export const NAMESPACES = [
  'common',
  'statuses',
  'errors',
  'landing',
  'auth',
  'marketplace',
  'offers',
  'deal',
  'dealMoney',
  'milestones',
  'deals',
  'dispute',
  'adminDisputes',
  'requestForm',
  'dateField',
  'pay',
  'fees',
  'paySides',
  'wallet',
  'payouts',
  'notifications',
  'settings',
  'wallets',
  'admin',
  'adminBooks',
  'liabilities',
  'receipt',
  'statement',
  'deskPayouts',
  'treasury',
  'stopReplacement',
  'deskPayments',
] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** In every page: the shell's own words, the names of statuses, and a sentence for each error code. */
export const SHELL_NAMESPACES = ['common', 'statuses', 'errors'] as const satisfies readonly Namespace[];
