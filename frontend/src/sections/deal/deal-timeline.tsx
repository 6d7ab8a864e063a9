'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CalendarClock, Handshake, History, MessageSquareReply, type LucideIcon } from 'lucide-react';
import { timelineQuery, type Deal, type TimelineItem } from '@/actions/deal';
import { itemsOf } from '@/actions/paging';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { ListSkeleton } from '@/components/skeletons';
import { Timeline, type TimelineEntry } from '@/components/timeline';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { statusLooks, type StatusOf } from '@/theme/status';
import { Panel } from '@/components/panel';

/** Steps that leave the status as it is have an icon of their own. */
const ownIcons: Partial<Record<string, LucideIcon>> = {
  proposeExtension: CalendarClock,
  extend: CalendarClock,
  proposeCancel: Handshake,
  declineProposal: MessageSquareReply,
};

/** A step of the payment within the deal has that status's word and look: "payment.detected". */
export function paymentStepOf(action: string): StatusOf<'payment'> | null {
  const status = /^payment\.(\w+)$/.exec(action)?.[1];
  return status !== undefined && status in statusLooks.payment ? (status as StatusOf<'payment'>) : null;
}

/** What happened, newest first, and by whom. */
export function DealTimeline({ deal, words }: { deal: Deal; words: Words }) {
  const { t, exists } = useTranslation('deal');
  const { t: statuses } = useTranslation('statuses');
  const format = useFormat();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    timelineQuery(deal.requestId),
  );
  const entry = (item: TimelineItem): TimelineEntry => {
    const payment = paymentStepOf(item.action);
    if (payment) {
      const title = statuses(`payment.${payment}`);
      return { id: item.id, ...statusLooks.payment[payment], title, detail: who(item), at: item.at };
    }
    if (item.extendedMs !== null) {
      const key = item.action.startsWith('dispute.') ? 'timeline.disputeExtended' : 'timeline.extended';
      const title = t(key, { duration: format.duration(item.extendedMs) });
      return { id: item.id, icon: CalendarClock, tone: 'neutral', title, detail: who(item), at: item.at };
    }
    const { icon, tone } = statusLooks.request[item.to];
    const key = `timeline.action.${item.action}`;
    return {
      id: item.id,
      icon: ownIcons[item.action] ?? icon,
      tone: ownIcons[item.action] ? 'neutral' : tone,
      title: exists(key, 'deal') ? t(key as 'timeline.action.fund') : statuses(`request.${item.to}`),
      detail: [item.milestone && `\u2068${item.milestone.title}\u2069`, who(item)]
        .filter(Boolean)
        .join(' · '),
      at: item.at,
    };
  };
  const who = ({ by, actor }: TimelineItem): string | undefined => {
    if (by === 'timer') return t('timeline.automatically');
    if (by === 'gateway') return t('timeline.network');
    if (by === 'mediator' || by === 'admin') return t(`timeline.${by}`);
    return actor ? words.name(actor.name) : undefined;
  };
  return (
    <Panel title={t('timeline.heading')} icon={History}>
      {data ? (
        <Timeline entries={itemsOf(data).map(entry)} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton count={3} height={64} label={t('loading')} />
      )}
      {hasNextPage && (
        <Box sx={{ mt: 4 }}>
          <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('timeline.more')}
          </Button>
        </Box>
      )}
    </Panel>
  );
}
