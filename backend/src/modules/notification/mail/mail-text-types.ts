import type { NotificationKind } from '../notification.contract.ts';

/** `{title}` and `{other}` stand for the request's title and the other party's name. */
export interface Words {
  readonly subject: string;
  readonly body: string;
}

/** Told by notification only: no decision and no money hangs on them. */
export type QuietKind =
  | 'offer:withdrawn'
  | 'offer:expired'
  | 'offer:superseded'
  | 'offer:closed'
  | 'request:started'
  | 'request:extended'
  | 'request:proposal-declined'
  | 'dispute:evidence-added'
  | 'dispute:split-declined'
  | 'dispute:split-sealed'
  | 'dispute:proposal-accepted'
  | 'dispute:proposal-declined'
  | 'dispute:appeal-waived'
  | 'dispute:withdrawal-declined';

/** Told to both parties, each in their own words. */
export type TwoSidedKind =
  | 'request:funded'
  | 'request:declined'
  | 'request:missed'
  | 'request:completed'
  | 'request:refunded'
  | 'request:milestone-released'
  | 'request:milestone-missed'
  | 'request:milestone-refunded';

export type MailKind = Exclude<NotificationKind, QuietKind>;
type OneSidedKind = Exclude<MailKind, TwoSidedKind>;

export type KindTexts = Readonly<Record<OneSidedKind, Words>> &
  Readonly<Record<TwoSidedKind, { readonly buyer: Words; readonly seller: Words }>>;

/** Said before something happens by itself, or to admins; a file of their own in each language. */
type ReminderKind =
  | 'request:expiring'
  | 'request:payment-ending'
  | 'request:start-ending'
  | 'request:delivery-ending'
  | 'request:redelivery-ending'
  | 'request:answer-awaited'
  | 'offer:ending'
  | 'dispute:response-ending'
  | 'dispute:negotiation-ending'
  | 'dispute:proposal-ending'
  | 'dispute:appeal-ending'
  | 'dispute:ruling-due'
  | 'payout:approval-needed'
  | 'payout:stuck'
  | 'books:difference-raised'
  | 'wallet:replacement-requested';
export type ReminderTexts = Readonly<Record<ReminderKind, Words>>;

export interface MailTexts {
  /** `{name}` is the addressee. */
  readonly hello: string;
  readonly factTitle: string;
  readonly factOther: string;
  readonly factAmount: string;
  readonly factUntil: string;
  readonly openDeal: string;
  readonly openDispute: string;
  readonly openCase: string;
  readonly openRequest: string;
  readonly openBalance: string;
  readonly openDesk: string;
  readonly openStop: string;
  readonly openSettings: string;
  /** Why this mail came, before the link to the settings. */
  readonly because: string;
  readonly changeSettings: string;
  /** Instead of it, for mails that cannot be turned off. */
  readonly alwaysSent: string;
  /** `{code}` is the code. */
  readonly verification: Words & { readonly action: string; readonly valid: string; readonly ignore: string };
  readonly kinds: KindTexts;
}
