'use client';

import Box from '@mui/material/Box';
import { useInfiniteQuery } from '@tanstack/react-query';
import { FolderLock, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useState } from 'react';
import { evidenceQuery } from '@/actions/disputes';
import { downloadFileAction } from '@/actions/files';
import { itemsOf } from '@/actions/paging';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { EvidenceList } from '@/components/dispute/evidence-list';
import { ErrorState } from '@/components/error-state';
import { Panel } from '@/components/panel';
import { ListSkeleton } from '@/components/skeletons';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import type { PartyDispute } from './dispute-state';

const AddEvidence = dynamic(
  patiently(async () => (await import('./add-evidence')).AddEvidence),
  { ssr: false },
);

/** What both sides said and showed, and a way to add to it. */
export function EvidencePanel({ dispute, words }: { dispute: PartyDispute; words: Words }) {
  const { t } = useTranslation('dispute');
  const [adding, setAdding] = useState(false);
  const { data, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } =
    useInfiniteQuery(evidenceQuery(dispute.id));
  const pieces = useMemo(() => itemsOf(data), [data]);
  // A chain is read to its end: it is judged as a whole.
  const goOn = hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  const canAdd = dispute.abilities.includes('addEvidence');
  return (
    <Panel title={t('evidence.heading')} icon={FolderLock} lead={t('evidence.lead')}>
      <Box sx={{ display: 'grid', gap: 5 }}>
        {data ? (
          <EvidenceList
            disputeId={dispute.id}
            pieces={pieces}
            head={dispute}
            complete={!hasNextPage}
            onDownload={downloadFileAction}
          />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <ListSkeleton count={2} height={120} label={t('loading')} />
        )}
        {canAdd &&
          (adding ? (
            <AddEvidence
              dispute={dispute}
              words={words}
              onDone={() => {
                setAdding(false);
              }}
            />
          ) : (
            <Box>
              <Button
                startIcon={<Plus size={16} aria-hidden />}
                onClick={() => {
                  setAdding(true);
                }}
              >
                {t('add.open')}
              </Button>
            </Box>
          ))}
      </Box>
    </Panel>
  );
}
