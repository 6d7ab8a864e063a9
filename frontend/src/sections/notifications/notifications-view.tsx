'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Bell, CheckCheck } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import {
  markAllReadAction,
  markReadAction,
  NOTIFICATION_FILTERS,
  notificationsQuery,
  unreadCountQuery,
  type NotificationFilter,
} from '@/actions/notifications';
import { itemsOf } from '@/actions/paging';
import { Button, LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { SegmentedLinks } from '@/components/segmented';
import { TableSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { useNow } from '@/hooks/use-now';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { byDay } from './days';
import { NotificationRow } from './notification-row';

/** Everything a person was told, by day; read marks are set on the screen at once. */
export function NotificationsView() {
  const { t } = useTranslation('notifications');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  const toast = useToast();
  const now = useNow(60_000);
  const wanted = useSearchParams().get('show');
  const filter = NOTIFICATION_FILTERS.find((one) => one === wanted) ?? 'all';
  const list = useInfiniteQuery(notificationsQuery(filter));
  const unread = useQuery(unreadCountQuery(true)).data?.count ?? 0;
  const markRead = useMutation(markReadAction);
  const markAll = useMutation(markAllReadAction);
  const items = itemsOf(list.data);
  const hrefOfFilter = (one: NotificationFilter) =>
    `${paths.notifications(language)}${one === 'all' ? '' : `?show=${one}`}`;
  const read = (id: string) => {
    markRead.mutate(id, { onError: toast.error });
  };
  return (
    <Page width="reading">
      <PageHeader title={t('title')} lead={t('lead')} />
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 3,
          mb: 6,
          minHeight: 40,
        }}
      >
        <SegmentedLinks
          label={t('filter.label')}
          value={filter}
          choices={NOTIFICATION_FILTERS.map((one) => ({
            value: one,
            href: hrefOfFilter(one),
            label:
              one === 'unread' && unread > 0
                ? `${t('filter.unread')} · ${format.number(unread)}`
                : t(`filter.${one}`),
          }))}
        />
        {unread > 0 && (
          <Button
            variant="text"
            size="small"
            startIcon={<CheckCheck size={16} aria-hidden />}
            onClick={() => {
              markAll.mutate(undefined, { onError: toast.error });
            }}
          >
            {t('readAll')}
          </Button>
        )}
      </Box>
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <TableSkeleton rows={8} label={common('state.loading')} />
      ) : items.length === 0 ? (
        <NothingHere filter={filter} showAll={hrefOfFilter('all')} />
      ) : (
        <Box sx={{ display: 'grid', gap: 8 }}>
          {byDay(items, now).map((day) => (
            <Box component="section" key={day.key} aria-labelledby={`day-${day.key}`}>
              <Typography
                id={`day-${day.key}`}
                variant="subtitle2"
                component="h2"
                sx={{ mb: 3, color: 'text.secondary' }}
              >
                {day.name === 'date' ? format.date(day.at) : t(day.name)}
              </Typography>
              <Box component="ul" sx={listSx}>
                {day.items.map((item) => (
                  <NotificationRow key={item.id} notification={item} onRead={read} />
                ))}
              </Box>
            </Box>
          ))}
        </Box>
      )}
      <LoadMore
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        error={list.isFetchNextPageError ? list.error : null}
        onMore={() => void list.fetchNextPage()}
      />
    </Page>
  );
}

/** Rows in one surface; nothing is cut off, since the exact time shows above its row. */
const listSx = {
  m: 0,
  p: 0,
  listStyle: 'none',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1.5,
  '& > li + li': { borderTop: 1, borderColor: 'divider' },
  '& > li:first-of-type': { borderStartStartRadius: 11, borderStartEndRadius: 11 },
  '& > li:last-of-type': { borderEndStartRadius: 11, borderEndEndRadius: 11 },
} as const;

function NothingHere({ filter, showAll }: { filter: NotificationFilter; showAll: string }) {
  const { t } = useTranslation('notifications');
  const language = useLanguage();
  if (filter === 'unread') {
    return (
      <EmptyState
        icon={CheckCheck}
        title={t('emptyUnread.title')}
        body={t('emptyUnread.body')}
        action={<LinkButton href={showAll}>{t('emptyUnread.action')}</LinkButton>}
      />
    );
  }
  return (
    <EmptyState
      icon={Bell}
      title={t('empty.title')}
      body={t('empty.body')}
      action={<LinkButton href={paths.requests(language)}>{t('empty.action')}</LinkButton>}
    />
  );
}
