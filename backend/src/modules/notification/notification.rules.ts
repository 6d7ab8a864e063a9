import type { DisputeAction } from '../dispute/index.ts';
import type { DeadlineAction } from '../marketplace/index.ts';
import type { PaymentStatus } from '../payment/index.ts';
import type { PayoutStatus } from '../payout/index.ts';
import type { NotificationKind } from './notification.contract.ts';

export type Role = 'buyer' | 'seller';

/** Which sum stands beside the text: of the offer named, of the deal or its milestone as the party sees it, or none. */
export type AmountSource = 'offer' | 'price' | 'sellerGets' | 'buyerPays' | 'none';

export interface Rule {
  /** Name of the event and of the notification. */
  readonly event: NotificationKind;
  /** Who is told, among the event's addressees. */
  readonly to: readonly Role[];
  readonly amount: Readonly<Partial<Record<Role, AmountSource>>>;
  /** Also by mail. */
  readonly mail: boolean;
  /** Told to whoever did it as well: a receipt. */
  readonly ownToo?: boolean;
  /** The deadline whose time stands beside the text; of one that is over, or not there any more, nobody is told. */
  readonly until?: RequestUntil;
}

/** A deadline of the request, the next of them, or the end of the offer named. */
export type RequestUntil = DeadlineAction | 'next' | 'offer';

const offer = { buyer: 'offer', seller: 'offer' } as const;
const price = { buyer: 'price', seller: 'price' } as const;
/** The buyer's side with the buyer's fee: it is paid, and refunded, with the price. */
const total = { buyer: 'buyerPays', seller: 'price' } as const;
/** What the seller gets for it. */
const earned = { seller: 'sellerGets' } as const;
const none = {} as const;

/**
 * THE TABLE of who is told what about a request. Whoever made it happen is left out, unless it moved money
 * and so wants a receipt.
 */
export const REQUEST_RULES: readonly Rule[] = [
  { event: 'request:invited', to: ['seller'], amount: none, mail: true },
  { event: 'request:expired', to: ['buyer'], amount: none, mail: true },
  { event: 'request:expiring', to: ['buyer'], amount: none, mail: true, until: 'expire' },
  { event: 'offer:submitted', to: ['buyer'], amount: offer, mail: true },
  { event: 'offer:revised', to: ['buyer'], amount: offer, mail: true },
  { event: 'offer:countered', to: ['seller'], amount: offer, mail: true },
  { event: 'offer:accepted', to: ['seller'], amount: offer, mail: true },
  { event: 'offer:rejected', to: ['seller'], amount: offer, mail: true },
  { event: 'offer:withdrawn', to: ['buyer'], amount: offer, mail: false },
  { event: 'offer:ending', to: ['buyer', 'seller'], amount: offer, mail: true, until: 'offer' },
  { event: 'offer:expired', to: ['seller'], amount: offer, mail: false },
  { event: 'offer:superseded', to: ['seller'], amount: offer, mail: false },
  { event: 'offer:closed', to: ['seller'], amount: offer, mail: false },
  { event: 'offer:reopened', to: ['seller'], amount: offer, mail: true },
  { event: 'question:asked', to: ['buyer'], amount: none, mail: true },
  { event: 'question:answered', to: ['seller'], amount: none, mail: true },
  { event: 'request:payment-ending', to: ['buyer'], amount: total, mail: true, until: 'paymentTimedOut' },
  { event: 'request:payment-timed-out', to: ['buyer'], amount: none, mail: true },
  { event: 'request:funded', to: ['buyer', 'seller'], amount: total, mail: true },
  { event: 'request:start-ending', to: ['seller'], amount: earned, mail: true, until: 'decline' },
  { event: 'request:delivery-ending', to: ['seller'], amount: earned, mail: true, until: 'miss' },
  { event: 'request:redelivery-ending', to: ['seller'], amount: earned, mail: true, until: 'missChanges' },
  { event: 'request:answer-awaited', to: ['buyer', 'seller'], amount: price, mail: true, until: 'next' },
  { event: 'request:started', to: ['buyer'], amount: price, mail: false },
  { event: 'request:declined', to: ['buyer', 'seller'], amount: total, mail: true },
  { event: 'request:delivered', to: ['buyer'], amount: price, mail: true },
  { event: 'request:inspection-ending', to: ['buyer'], amount: price, mail: true, until: 'autoApprove' },
  { event: 'request:extension-proposed', to: ['buyer'], amount: price, mail: true },
  { event: 'request:extended', to: ['seller'], amount: price, mail: false },
  { event: 'request:missed', to: ['buyer', 'seller'], amount: total, mail: true },
  { event: 'request:changes-requested', to: ['seller'], amount: price, mail: true },
  { event: 'request:disputed', to: ['buyer', 'seller'], amount: price, mail: true },
  {
    event: 'request:completed',
    to: ['buyer', 'seller'],
    amount: { buyer: 'buyerPays', seller: 'sellerGets' },
    mail: true,
    ownToo: true,
  },
  {
    event: 'request:milestone-released',
    to: ['buyer', 'seller'],
    amount: { buyer: 'price', seller: 'sellerGets' },
    mail: true,
    ownToo: true,
  },
  { event: 'request:milestone-missed', to: ['buyer', 'seller'], amount: total, mail: true },
  {
    event: 'request:milestone-cancellation-proposed',
    to: ['buyer', 'seller'],
    amount: price,
    mail: true,
  },
  { event: 'request:milestone-refunded', to: ['buyer', 'seller'], amount: total, mail: true, ownToo: true },
  { event: 'request:cancellation-proposed', to: ['buyer', 'seller'], amount: price, mail: true },
  { event: 'request:proposal-declined', to: ['buyer', 'seller'], amount: price, mail: false },
  { event: 'request:refunded', to: ['buyer', 'seller'], amount: total, mail: true, ownToo: true },
  { event: 'request:resumed', to: ['buyer', 'seller'], amount: none, mail: true },
  { event: 'request:settled', to: ['buyer', 'seller'], amount: price, mail: true, ownToo: true },
];

/** What is told of money that did not come as it was asked for. */
export const PAYMENT_RULES: readonly Rule[] = [
  { event: 'payment:less-proposed', to: ['buyer', 'seller'], amount: none, mail: true },
  { event: 'payment:less-declined', to: ['buyer', 'seller'], amount: none, mail: true },
  { event: 'payment:less-agreed', to: ['buyer', 'seller'], amount: price, mail: true },
  { event: 'payment:revalued', to: ['buyer'], amount: none, mail: true },
  { event: 'payment:credit-added', to: ['buyer'], amount: none, mail: true },
  { event: 'payment:deposit-resolved', to: ['buyer'], amount: none, mail: true },
  { event: 'request:frozen', to: ['buyer', 'seller'], amount: price, mail: true },
  { event: 'request:thawed', to: ['buyer', 'seller'], amount: price, mail: true },
  { event: 'request:unfunded', to: ['buyer', 'seller'], amount: price, mail: true },
];

/** What admins are told of incoming money, each by mail. */
export const ADMIN_KINDS = [
  'payment:deposit-quarantined',
  'payment:resolution-proposed',
  'payment:loss-raised',
] as const satisfies NotificationKind[];

const parties = { to: ['buyer', 'seller'], amount: none } as const;

/** What the parties are told of a dispute; its events may have the mediator among their addressees. */
export const DISPUTE_RULES: readonly Rule[] = [
  { event: 'dispute:responded', ...parties, mail: true },
  { event: 'dispute:mediation-started', ...parties, mail: true },
  { event: 'dispute:evidence-added', ...parties, mail: false },
  { event: 'dispute:split-offered', ...parties, mail: true },
  { event: 'dispute:split-declined', ...parties, mail: false },
  { event: 'dispute:split-sealed', ...parties, mail: false },
  { event: 'dispute:proposed', ...parties, mail: true },
  { event: 'dispute:proposal-accepted', ...parties, mail: false },
  { event: 'dispute:proposal-declined', ...parties, mail: false },
  { event: 'dispute:ruled', ...parties, mail: true },
  { event: 'dispute:appealed', ...parties, mail: true },
  { event: 'dispute:appeal-waived', ...parties, mail: false },
  { event: 'dispute:withdrawal-offered', ...parties, mail: true },
  { event: 'dispute:withdrawal-declined', ...parties, mail: false },
];

/** What a party is told before a deadline of a dispute, each by mail. */
export const DISPUTE_REMINDERS = {
  'dispute:response-ending': 'noResponse',
  'dispute:negotiation-ending': 'negotiationEnded',
  'dispute:proposal-ending': 'rule',
  'dispute:appeal-ending': 'finalise',
} as const satisfies Partial<Record<NotificationKind, DisputeAction>>;
export type DisputeReminderKind = keyof typeof DISPUTE_REMINDERS;
export const DISPUTE_REMINDER_KINDS = Object.keys(DISPUTE_REMINDERS) as DisputeReminderKind[];

/** What mediators and admins are told, each by mail. */
export const DESK_KINDS = [
  'dispute:queued',
  'dispute:assigned',
  'dispute:mediator-reminded',
  'dispute:escalated',
  'dispute:ruling-due',
] as const satisfies NotificationKind[];

/** The deadline of the dispute that stands beside what the desk is told. */
export const DESK_UNTIL: Readonly<Partial<Record<NotificationKind, DisputeAction>>> = {
  'dispute:mediator-reminded': 'escalate',
  'dispute:ruling-due': 'rule',
};

export const isDeskKind = (kind: NotificationKind): boolean =>
  (DESK_KINDS as readonly NotificationKind[]).includes(kind);

/**
 * What the buyer is told of a payment by the status it has reached; `request:funded` tells of a completed
 * one. Each once a payment, however many events lead there.
 */
export const PAYMENT_KINDS: Readonly<Partial<Record<PaymentStatus, NotificationKind>>> = {
  detected: 'payment:detected',
  confirming: 'payment:detected',
  underpaid: 'payment:underpaid',
  late: 'payment:held',
  quarantined: 'payment:held',
  reorged: 'payment:held',
  refund_due: 'payment:refund-due',
};

/** Of a payout that was cancelled, unless its owner did it. */
export const PAYOUT_KINDS: Readonly<Partial<Record<PayoutStatus, NotificationKind>>> = {
  confirmed: 'payout:confirmed',
  failed: 'payout:failed',
  cancelled: 'payout:cancelled',
};

/** What admins are told of payouts, each with its sum and by mail. */
export const PAYOUT_DESK_KINDS = [
  'payout:approval-needed',
  'payout:stuck',
] as const satisfies NotificationKind[];

/** Everything that is said before something happens by itself; of no use afterwards. */
const REMINDER_KINDS: ReadonlySet<NotificationKind> = new Set<NotificationKind>([
  ...REQUEST_RULES.filter(({ until }) => until !== undefined).map(({ event }) => event),
  ...DISPUTE_REMINDER_KINDS,
  ...DESK_KINDS.filter((kind) => DESK_UNTIL[kind] !== undefined),
]);

export const isReminder = (kind: NotificationKind): boolean => REMINDER_KINDS.has(kind);

/** Where admins go who are told of something that is nobody's case: a page below the desk's. */
export const DESK_PAGES: Readonly<Partial<Record<NotificationKind, string>>> = {
  'payout:approval-needed': 'payouts',
  'payout:stuck': 'payouts',
  'payment:deposit-quarantined': 'payments',
  'payment:resolution-proposed': 'payments',
  'payment:loss-raised': 'payments',
  'books:difference-raised': 'books/reconciliation',
  'wallet:replacement-requested': 'addresses',
};

/** About the safety of the account: mailed whatever the settings say, and to whoever did it above all. */
export const SECURITY_KINDS = [
  'payout:address-updated',
  'wallet:replacement-updated',
  'payout:platform-address-updated',
  'auth:password-changed',
] as const satisfies NotificationKind[];

export const isSecurityKind = (kind: NotificationKind): boolean =>
  (SECURITY_KINDS as readonly NotificationKind[]).includes(kind);
