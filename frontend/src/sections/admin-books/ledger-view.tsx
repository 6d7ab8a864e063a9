'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { BookOpenCheck } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import { postingsQuery, type PostingFilter } from '@/actions/books';
import { itemsOf } from '@/actions/paging';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { LoadMore } from '@/components/load-more';
import { ListSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';
import { BooksFrame } from './books-frame';
import { FilterForm } from './filter-form';
import { PostingCard } from './posting-card';
import { readFilter, toQuery, writeFilter } from './posting-filter';

/** The ledger, posting by posting; the filters stand in the address. */
export function LedgerView() {
  const pathname = usePathname();
  const params = useSearchParams();
  const texts = readFilter((name) => params.get(name));
  const query = toQuery(texts);
  return (
    <BooksFrame part="ledger">
      <FilterForm
        key={params.toString()}
        texts={texts}
        onApply={(wanted) => {
          window.history.pushState(null, '', `${pathname}${writeFilter(wanted)}`);
        }}
      />
      {query && <Postings query={query} />}
    </BooksFrame>
  );
}

function Postings({ query }: { query: PostingFilter }) {
  const { t } = useTranslation('adminBooks');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    postingsQuery(query),
  );
  if (!data)
    return error ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <ListSkeleton count={6} height={112} label={t('tabs.ledger')} />
    );
  const rows = itemsOf(data);
  if (rows.length === 0)
    return <EmptyState icon={BookOpenCheck} title={t('tabs.ledger')} body={t('ledger.empty')} />;
  return (
    <>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 3 }}>
        {rows.map((posting) => (
          <PostingCard key={posting.id} posting={posting} />
        ))}
      </Box>
      <LoadMore
        hasMore={hasNextPage}
        loading={isFetchingNextPage}
        error={error}
        onMore={() => void fetchNextPage()}
      />
    </>
  );
}
