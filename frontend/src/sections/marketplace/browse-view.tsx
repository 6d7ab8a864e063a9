'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus, SlidersHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useId, useState } from 'react';
import { browseQuery } from '@/actions/marketplace';
import { itemsOf } from '@/actions/paging';
import { useSession } from '@/actions/session';
import { Button, LinkButton } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { NativeSelect } from '@/components/native-select';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { Skeleton } from '@/components/skeleton';
import { paths } from '@/config/paths';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { countFilters, isFiltered, NO_FILTERS, SORTS, toQuery } from './filters';
import { RequestList, RequestListSkeleton } from './request-list';
import { SearchBox } from './search-box';
import { useFilters } from './use-filters';

// Drawn by the server with the rest, brought to life a moment after the list.
const FilterPanel = dynamic(patiently(async () => (await import('./filter-panel')).FilterPanel));
const ActiveFilters = dynamic(patiently(async () => (await import('./active-filters')).ActiveFilters));
const LoadMore = dynamic(patiently(async () => (await import('@/components/load-more')).LoadMore));
const NoRequests = dynamic(patiently(async () => (await import('./no-requests')).NoRequests));
const InvitationsLink = dynamic(
  patiently(async () => (await import('./invitations-link')).InvitationsLink),
  {
    ssr: false,
    loading: () => <Skeleton width={136} height={40} />,
  },
);

/** All open requests, searched and filtered. */
export function BrowseView() {
  const { t } = useTranslation('marketplace');
  const { filters, change } = useFilters();
  // On a narrow screen the filters are folded behind a button.
  const [unfolded, setUnfolded] = useState(false);
  const foldedId = useId();
  const count = countFilters(filters);
  return (
    <Page width="normal">
      <PageHeader title={t('title')} lead={t('lead')} actions={<Actions />} />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '224px minmax(0, 1fr)' },
          columnGap: 8,
          rowGap: 4,
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: { xs: 'none', lg: 'block' }, pt: 1 }}>
          <FilterPanel />
        </Box>
        <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns: {
                xs: 'minmax(0, 1fr) minmax(0, 1fr)',
                sm: 'minmax(0, 1fr) auto auto',
                lg: 'minmax(0, 1fr) auto',
              },
              alignItems: 'center',
            }}
          >
            <Box sx={{ gridColumn: { xs: '1 / -1', sm: 'auto' } }}>
              <SearchBox
                label={t('search.label')}
                placeholder={t('search.placeholder')}
                value={filters.q}
                onChange={(q) => {
                  change({ q });
                }}
              />
            </Box>
            <Box sx={{ display: { lg: 'none' } }}>
              <Button
                fullWidth
                aria-expanded={unfolded}
                aria-controls={foldedId}
                startIcon={<SlidersHorizontal size={16} aria-hidden />}
                onClick={() => {
                  setUnfolded(!unfolded);
                }}
              >
                {count === 0 ? t('filters.title') : t('filters.titleCount', { number: count })}
              </Button>
            </Box>
            <NativeSelect
              label={t('sort.label')}
              value={filters.sort}
              options={SORTS.map((value) => ({ value, label: t(`sort.${value}`) }))}
              onChange={(value) => {
                change({ sort: SORTS.find((one) => one === value) ?? 'newest' });
              }}
            />
          </Box>
          <Box
            id={foldedId}
            hidden={!unfolded}
            sx={{
              display: { lg: 'none' },
              p: 4,
              border: 1,
              borderColor: 'divider',
              borderRadius: 1.5,
              bgcolor: 'background.paper',
              '&[hidden]': { display: 'none' },
            }}
          >
            {unfolded && <FilterPanel />}
          </Box>
          {isFiltered(filters) && <ActiveFilters />}
          <Results />
        </Box>
      </Box>
    </Page>
  );
}

function Actions() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { status } = useSession();
  // On a wide screen a signed-in person's navigation has it already.
  const display = status === 'anonymous' ? 'flex' : { xs: 'flex', md: 'none' };
  return (
    <>
      {status !== 'anonymous' && <InvitationsLink />}
      <Box sx={{ display }}>
        <LinkButton
          variant="contained"
          href={paths.newRequest(language)}
          startIcon={<Plus size={18} aria-hidden />}
        >
          {t('nav.newRequest')}
        </LinkButton>
      </Box>
    </>
  );
}

function Results() {
  const { t } = useTranslation('marketplace');
  const { t: common } = useTranslation();
  const { filters, change } = useFilters();
  const { user } = useSession();
  const found = useInfiniteQuery(browseQuery(toQuery(filters)));
  const requests = itemsOf(found.data);
  if (found.isPending) return <RequestListSkeleton label={common('state.loading')} />;
  if (found.isError && !found.data) {
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  }
  if (requests.length === 0) {
    return (
      <NoRequests
        onClear={
          isFiltered(filters)
            ? () => {
                change({ ...NO_FILTERS, sort: filters.sort });
              }
            : undefined
        }
      />
    );
  }
  return (
    <Box>
      <span role="status" className="visually-hidden">
        {found.isPlaceholderData ? common('state.loading') : t('results.shown', { count: requests.length })}
      </span>
      <Box
        aria-busy={found.isPlaceholderData}
        sx={{ opacity: found.isPlaceholderData ? 0.55 : 1, transition: 'opacity 160ms' }}
      >
        <RequestList label={t('results.label')} requests={requests} userId={user?.id} />
      </Box>
      {found.hasNextPage && (
        <LoadMore
          hasMore={!found.isPlaceholderData}
          loading={found.isFetchingNextPage}
          error={found.isFetchNextPageError ? found.error : null}
          onMore={() => void found.fetchNextPage()}
        />
      )}
    </Box>
  );
}
