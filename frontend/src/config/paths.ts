import { DEFAULT_LANGUAGE, isLanguage, languageInfo, LANGUAGES, type Language } from './languages';

/** Every address of the application, so that a route is renamed in one place. */
export const paths = {
  landing: (language: Language) => `/${language}`,
  fees: (language: Language) => `/${language}/fees`,
  offline: (language: Language) => `/${language}/offline`,

  signIn: (language: Language, next?: string) => withNext(`/${language}/sign-in`, next),
  signUp: (language: Language, next?: string) => withNext(`/${language}/sign-up`, next),
  verify: (language: Language, next?: string) => withNext(`/${language}/verify`, next),

  requests: (language: Language) => `/${language}/requests`,
  invitations: (language: Language) => `/${language}/requests/invitations`,
  request: (language: Language, requestId: string) => `/${language}/requests/${requestId}`,
  newRequest: (language: Language) => `/${language}/requests/new`,
  editRequest: (language: Language, requestId: string) => `/${language}/requests/${requestId}/edit`,
  offers: (language: Language, requestId: string) => `/${language}/requests/${requestId}/offers`,
  newOffer: (language: Language, requestId: string) => `/${language}/requests/${requestId}/offer`,

  deals: (language: Language) => `/${language}/deals`,
  deal: (language: Language, requestId: string) => `/${language}/deals/${requestId}`,
  pay: (language: Language, requestId: string) => `/${language}/deals/${requestId}/pay`,
  deliver: (language: Language, requestId: string, milestoneId?: string) =>
    `/${language}/deals/${requestId}/deliver${ofMilestone(milestoneId)}`,
  approve: (language: Language, requestId: string, milestoneId?: string) =>
    `/${language}/deals/${requestId}/approve${ofMilestone(milestoneId)}`,
  openDispute: (language: Language, requestId: string) => `/${language}/deals/${requestId}/dispute`,
  dispute: (language: Language, requestId: string, disputeId: string) =>
    `/${language}/deals/${requestId}/dispute/${disputeId}`,

  receipt: (language: Language, requestId: string) => `/${language}/deals/${requestId}/receipt`,
  liabilities: (language: Language) => `/${language}/liabilities`,

  wallet: (language: Language) => `/${language}/wallet`,
  statement: (language: Language) => `/${language}/wallet/statement`,
  withdraw: (language: Language) => `/${language}/wallet/withdraw`,
  payout: (language: Language, payoutId: string) => `/${language}/wallet/payouts/${payoutId}`,

  notifications: (language: Language) => `/${language}/notifications`,
  profile: (language: Language, userId: string) => `/${language}/people/${userId}`,
  settings: (language: Language) => `/${language}/settings`,

  /** The desks of Amn's staff: one folder a desk. */
  admin: {
    home: (language: Language) => `/${language}/admin`,
    disputes: (language: Language) => `/${language}/admin/disputes`,
    dispute: (language: Language, disputeId: string) => `/${language}/admin/disputes/${disputeId}`,
    payments: (language: Language) => `/${language}/admin/payments`,
    payment: (language: Language, paymentId: string) => `/${language}/admin/payments/${paymentId}`,
    callbacks: (language: Language) => `/${language}/admin/payments/callbacks`,
    assets: (language: Language) => `/${language}/admin/payments/assets`,
    payouts: (language: Language) => `/${language}/admin/payouts`,
    payout: (language: Language, payoutId: string) => `/${language}/admin/payouts/${payoutId}`,
    addresses: (language: Language) => `/${language}/admin/addresses`,
    treasury: (language: Language) => `/${language}/admin/treasury`,
    books: (language: Language) => `/${language}/admin/books`,
    trialBalance: (language: Language) => `/${language}/admin/books/trial-balance`,
    reconciliation: (language: Language) => `/${language}/admin/books/reconciliation`,
    booksCheck: (language: Language) => `/${language}/admin/books/check`,
  },
} as const;

function ofMilestone(milestoneId: string | undefined): string {
  return milestoneId ? `?milestone=${milestoneId}` : '';
}

function withNext(path: string, next: string | undefined): string {
  return next ? `${path}?next=${encodeURIComponent(next)}` : path;
}

/** Where to go after signing in: only a path of this application, never another origin. */
export function safeNext(next: string | null | undefined, fallback: string): string {
  if (!next || !/^\/[a-z]{2}(\/|\?|$)/.test(next)) return fallback;
  return isLanguage(next.slice(1, 3)) ? next : fallback;
}

/** The same page in another language. */
export function inLanguage(pathname: string, language: Language): string {
  const [, first, ...rest] = pathname.split('/');
  const tail = isLanguage(first) ? rest : [first, ...rest].filter(Boolean);
  return `/${[language, ...tail].join('/')}`;
}

/** The alternates of a page for search engines, by language tag; `path` begins after the language. */
export function languageAlternates(path: string): Record<string, string> {
  const alternates = LANGUAGES.map(
    (language) => [languageInfo[language].tag, `/${language}${path}`] as const,
  );
  return Object.fromEntries([...alternates, ['x-default', `/${DEFAULT_LANGUAGE}${path}`]]);
}
