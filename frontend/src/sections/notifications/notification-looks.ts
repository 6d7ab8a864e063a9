import type { LucideIcon } from 'lucide-react';
import {
  BadgeCheck,
  Ban,
  CalendarClock,
  CalendarX,
  CircleCheck,
  CircleX,
  Clock,
  FilePlus,
  Gavel,
  HandCoins,
  KeyRound,
  LockKeyhole,
  MailPlus,
  MessageCircleQuestion,
  MessageSquareReply,
  MessagesSquare,
  PackageCheck,
  PencilLine,
  Play,
  RotateCcw,
  Scale,
  Send,
  ShieldAlert,
  Split,
  TimerOff,
  Truck,
  Undo2,
  Wallet,
} from 'lucide-react';
import type { NotificationKind } from '@/actions/notifications';
import type { Language } from '@/config/languages';
import { paths } from '@/config/paths';
import type { ToneName } from '@/theme/tokens';

/** The page a notification leads to. */
type Place =
  | 'request'
  | 'offers'
  | 'ownOffer'
  | 'deal'
  | 'approve'
  | 'pay'
  | 'wallet'
  | 'settings'
  | 'dispute'
  | 'case'
  | 'payoutDesk'
  | 'addressDesk'
  | 'booksDesk'
  | 'paymentDesk'
  | 'notifications';

interface NotificationLook {
  readonly icon: LucideIcon;
  readonly tone: ToneName;
  readonly place: Place;
}

const look = (tone: ToneName, icon: LucideIcon, place: Place): NotificationLook => ({ tone, icon, place });

/** Icon, colour and page of each kind; colours and icons are those of the status it tells of. */
const looks: Record<NotificationKind, NotificationLook> = {
  'request:invited': look('open', MailPlus, 'request'),
  'request:expiring': look('open', Clock, 'offers'),
  'request:expired': look('ended', TimerOff, 'request'),
  'request:payment-ending': look('payment', Clock, 'pay'),
  'request:payment-timed-out': look('ended', TimerOff, 'offers'),
  'request:funded': look('funded', LockKeyhole, 'deal'),
  'request:start-ending': look('funded', Clock, 'deal'),
  'request:delivery-ending': look('delivery', Clock, 'deal'),
  'request:redelivery-ending': look('changes', Clock, 'deal'),
  'request:answer-awaited': look('changes', Clock, 'deal'),
  'request:started': look('delivery', Truck, 'deal'),
  'request:declined': look('refunded', Undo2, 'deal'),
  'request:delivered': look('delivered', PackageCheck, 'approve'),
  'request:inspection-ending': look('delivered', Clock, 'approve'),
  'request:extension-proposed': look('delivery', CalendarClock, 'deal'),
  'request:extended': look('delivery', CalendarClock, 'deal'),
  'request:missed': look('refunded', CalendarX, 'deal'),
  'request:changes-requested': look('changes', RotateCcw, 'deal'),
  'request:disputed': look('disputed', Scale, 'deal'),
  'request:completed': look('completed', CircleCheck, 'deal'),
  'request:milestone-released': look('completed', CircleCheck, 'deal'),
  'request:milestone-missed': look('refunded', CalendarX, 'deal'),
  'request:milestone-cancellation-proposed': look('changes', Ban, 'deal'),
  'request:milestone-refunded': look('refunded', Undo2, 'deal'),
  'request:cancellation-proposed': look('changes', Ban, 'deal'),
  'request:proposal-declined': look('neutral', CircleX, 'deal'),
  'request:refunded': look('refunded', Undo2, 'deal'),
  'request:resumed': look('delivery', Play, 'deal'),
  'request:settled': look('refunded', Split, 'deal'),
  'dispute:responded': look('disputed', MessagesSquare, 'dispute'),
  'dispute:mediation-started': look('disputed', Scale, 'dispute'),
  'dispute:evidence-added': look('disputed', FilePlus, 'dispute'),
  'dispute:split-offered': look('changes', Split, 'dispute'),
  'dispute:split-declined': look('neutral', CircleX, 'dispute'),
  'dispute:split-sealed': look('disputed', LockKeyhole, 'dispute'),
  'dispute:proposed': look('changes', Split, 'dispute'),
  'dispute:proposal-accepted': look('changes', CircleCheck, 'dispute'),
  'dispute:proposal-declined': look('neutral', CircleX, 'dispute'),
  'dispute:ruled': look('disputed', Gavel, 'dispute'),
  'dispute:appealed': look('disputed', Gavel, 'dispute'),
  'dispute:appeal-waived': look('disputed', CircleCheck, 'dispute'),
  'dispute:withdrawal-offered': look('changes', Undo2, 'dispute'),
  'dispute:withdrawal-declined': look('neutral', CircleX, 'dispute'),
  'dispute:response-ending': look('disputed', Clock, 'dispute'),
  'dispute:negotiation-ending': look('disputed', Clock, 'dispute'),
  'dispute:proposal-ending': look('changes', Clock, 'dispute'),
  'dispute:appeal-ending': look('disputed', Clock, 'dispute'),
  'dispute:ruling-due': look('changes', Clock, 'case'),
  'dispute:queued': look('disputed', Scale, 'case'),
  'dispute:assigned': look('disputed', Scale, 'case'),
  'dispute:mediator-reminded': look('changes', Clock, 'case'),
  'dispute:escalated': look('danger', ShieldAlert, 'case'),
  'offer:submitted': look('open', Send, 'offers'),
  'offer:revised': look('open', PencilLine, 'offers'),
  'offer:countered': look('changes', MessageSquareReply, 'ownOffer'),
  'offer:accepted': look('completed', BadgeCheck, 'deal'),
  'offer:rejected': look('ended', CircleX, 'ownOffer'),
  'offer:withdrawn': look('ended', Undo2, 'offers'),
  'offer:ending': look('open', Clock, 'request'),
  'offer:expired': look('ended', TimerOff, 'ownOffer'),
  'offer:superseded': look('ended', CircleX, 'ownOffer'),
  'offer:closed': look('ended', Ban, 'ownOffer'),
  'offer:reopened': look('open', Send, 'ownOffer'),
  'question:asked': look('open', MessageCircleQuestion, 'request'),
  'question:answered': look('open', MessagesSquare, 'request'),
  'payment:detected': look('open', Clock, 'pay'),
  'payment:underpaid': look('changes', HandCoins, 'pay'),
  'payment:held': look('disputed', ShieldAlert, 'pay'),
  'payment:refund-due': look('refunded', HandCoins, 'wallet'),
  'payment:less-proposed': look('changes', HandCoins, 'pay'),
  'payment:less-declined': look('neutral', CircleX, 'pay'),
  'payment:less-agreed': look('completed', HandCoins, 'deal'),
  'payment:revalued': look('changes', Clock, 'pay'),
  'payment:credit-added': look('completed', HandCoins, 'wallet'),
  'payment:deposit-resolved': look('open', ShieldAlert, 'pay'),
  'payment:deposit-quarantined': look('disputed', ShieldAlert, 'paymentDesk'),
  'payment:resolution-proposed': look('changes', ShieldAlert, 'paymentDesk'),
  'payment:loss-raised': look('danger', ShieldAlert, 'paymentDesk'),
  'request:frozen': look('danger', ShieldAlert, 'deal'),
  'request:thawed': look('delivery', Play, 'deal'),
  'request:unfunded': look('refunded', Undo2, 'deal'),
  'payout:confirmed': look('completed', Wallet, 'wallet'),
  'payout:failed': look('danger', CircleX, 'wallet'),
  'payout:cancelled': look('ended', CircleX, 'wallet'),
  'payout:address-updated': look('danger', ShieldAlert, 'wallet'),
  'wallet:replacement-updated': look('danger', ShieldAlert, 'settings'),
  'wallet:replacement-requested': look('danger', ShieldAlert, 'addressDesk'),
  'payout:platform-address-updated': look('danger', ShieldAlert, 'payoutDesk'),
  'payout:approval-needed': look('payment', Wallet, 'payoutDesk'),
  'payout:stuck': look('danger', Clock, 'payoutDesk'),
  'payout:refund-waiting': look('refunded', Undo2, 'wallet'),
  'auth:password-changed': look('neutral', KeyRound, 'settings'),
  'books:difference-raised': look('danger', Scale, 'booksDesk'),
};

/** A newer backend may tell of more than this page knows. */
export const lookOf = (kind: NotificationKind): NotificationLook | undefined =>
  (looks as Partial<typeof looks>)[kind];

const requestPages = {
  request: paths.request,
  offers: paths.offers,
  ownOffer: paths.newOffer,
  deal: paths.deal,
  approve: paths.approve,
  pay: paths.pay,
} as const;

/** Where a notification leads. */
export function hrefOf(
  {
    kind,
    requestId,
    disputeId,
  }: {
    readonly kind: NotificationKind;
    readonly requestId: string | null;
    readonly disputeId: string | null;
  },
  language: Language,
): string {
  const place = lookOf(kind)?.place ?? 'deal';
  if (place === 'settings') return paths.settings(language);
  // A deal's pages are its parties'; the desk has its own.
  if (place === 'case') {
    return disputeId === null ? paths.admin.disputes(language) : paths.admin.dispute(language, disputeId);
  }
  // A deal's page is its parties'; to the desk it is not one of their own.
  if (place === 'payoutDesk') return paths.admin.payouts(language);
  if (place === 'addressDesk') return paths.admin.addresses(language);
  if (place === 'booksDesk') return paths.admin.reconciliation(language);
  if (place === 'paymentDesk') return paths.admin.payments(language);
  if (place === 'notifications') return paths.notifications(language);
  if (place === 'wallet' || requestId === null) return paths.wallet(language);
  if (place === 'dispute') {
    return disputeId === null
      ? paths.deal(language, requestId)
      : paths.dispute(language, requestId, disputeId);
  }
  return requestPages[place](language, requestId);
}
