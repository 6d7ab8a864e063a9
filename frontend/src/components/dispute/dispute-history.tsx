'use client';

import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  Gavel,
  MessagesSquare,
  Split,
  Undo2,
  UserRoundCheck,
  type LucideIcon,
} from 'lucide-react';
import { Timeline } from '@/components/timeline';
import type { Dispute } from '@/lib/api/types.gen';
import { useTranslation } from '@/locales/i18n-provider';
import { statusLooks } from '@/theme/status';
import type { PartyNames } from './division-bar';

type Step = Dispute['history'][number];

const ownIcons: Partial<Record<Step['action'], LucideIcon>> = {
  respond: MessagesSquare,
  offerSplit: Split,
  declineSplit: CircleX,
  assign: UserRoundCheck,
  reassign: UserRoundCheck,
  remind: Clock,
  escalate: Clock,
  acceptProposal: CircleCheck,
  declineProposal: CircleX,
  appeal: Gavel,
  waiveAppeal: CircleCheck,
  offerWithdrawal: Undo2,
  declineWithdrawal: Ban,
};

interface DisputeHistoryProps {
  dispute: Pick<Dispute, 'history'>;
  names: PartyNames;
}

/** What happened in the dispute, newest first, and by whom. */
export function DisputeHistory({ dispute, names }: DisputeHistoryProps) {
  const { t, exists } = useTranslation('dispute');
  const who = ({ by }: Step): string => {
    if (by === 'buyer' || by === 'seller') return names[by];
    return by === 'timer' || by === 'gateway' ? t('timeline.automatically') : t(`timeline.${by}`);
  };
  return (
    <Timeline
      entries={dispute.history
        .map((step, index) => {
          const look = statusLooks.dispute[step.status];
          const own = ownIcons[step.action];
          const key = `timeline.action.${step.action}`;
          return {
            id: String(index),
            icon: own ?? look.icon,
            tone: own ? ('neutral' as const) : look.tone,
            // A newer backend may know steps that this page does not.
            title: exists(key, 'dispute') ? t(key as 'timeline.action.rule') : t('timeline.step'),
            detail: who(step),
            at: step.at,
          };
        })
        .reverse()}
    />
  );
}
