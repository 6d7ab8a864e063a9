import type { LucideIcon } from 'lucide-react';
import {
  BadgeCheck,
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CircleX,
  Clock,
  Gavel,
  HandCoins,
  LockKeyhole,
  MessageSquareReply,
  PackageCheck,
  PencilLine,
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
import type { ToneName } from './tokens';

export interface StatusLook {
  readonly tone: ToneName;
  readonly icon: LucideIcon;
}

const look = (tone: ToneName, icon: LucideIcon): StatusLook => ({ tone, icon });

/** One colour and one icon for each status, by the kind of thing that has it. */
export const statusLooks = {
  request: {
    draft: look('neutral', PencilLine),
    open: look('open', CircleDot),
    awaiting_payment: look('payment', Wallet),
    funded: look('funded', LockKeyhole),
    in_delivery: look('delivery', Truck),
    delivered: look('delivered', PackageCheck),
    changes_requested: look('changes', RotateCcw),
    disputed: look('disputed', Scale),
    frozen: look('danger', CircleAlert),
    completed: look('completed', CircleCheck),
    refunded: look('refunded', Undo2),
    settled: look('refunded', Split),
    cancelled: look('ended', Ban),
    expired: look('ended', TimerOff),
  },
  offer: {
    submitted: look('open', Send),
    countered: look('changes', MessageSquareReply),
    accepted: look('completed', BadgeCheck),
    rejected: look('ended', CircleX),
    withdrawn: look('ended', Undo2),
    expired: look('ended', TimerOff),
    superseded: look('ended', CircleX),
    closed: look('ended', Ban),
  },
  payment: {
    created: look('neutral', CircleDashed),
    pending: look('payment', Wallet),
    detected: look('open', CircleDot),
    confirming: look('delivery', Clock),
    completed: look('completed', CircleCheck),
    underpaid: look('changes', HandCoins),
    late: look('changes', Clock),
    expired: look('ended', TimerOff),
    quarantined: look('disputed', ShieldAlert),
    refund_due: look('refunded', HandCoins),
    refunded: look('refunded', Undo2),
    reorged: look('danger', CircleAlert),
  },
  payout: {
    requested: look('neutral', Clock),
    approved: look('open', BadgeCheck),
    submitting: look('delivery', Send),
    submitted: look('delivery', Send),
    confirmed: look('completed', CircleCheck),
    unknown: look('changes', CircleHelp),
    failed: look('danger', CircleX),
    cancelled: look('ended', Ban),
  },
  milestone: {
    pending: look('delivery', CircleDashed),
    delivered: look('delivered', PackageCheck),
    changes_requested: look('changes', RotateCcw),
    disputed: look('disputed', Scale),
    released: look('completed', CircleCheck),
    refunded: look('refunded', Undo2),
    settled: look('refunded', Split),
  },
  dispute: {
    opened: look('disputed', CircleHelp),
    awaiting_response: look('disputed', Clock),
    negotiation: look('changes', MessageSquareReply),
    mediation: look('disputed', Scale),
    proposed: look('changes', Split),
    ruled: look('disputed', Gavel),
    appealed: look('changes', Gavel),
    settled: look('completed', CircleCheck),
    final: look('completed', BadgeCheck),
    withdrawn: look('ended', Undo2),
  },
} as const satisfies Record<string, Record<string, StatusLook>>;

export type StatusKind = keyof typeof statusLooks;
export type StatusOf<K extends StatusKind> = keyof (typeof statusLooks)[K] & string;
