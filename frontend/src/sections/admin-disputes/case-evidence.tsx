'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { FolderLock } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { evidenceQuery, type Dispute } from '@/actions/disputes';
import { downloadFileAction } from '@/actions/files';
import { itemsOf } from '@/actions/paging';
import { EvidenceList } from '@/components/dispute/evidence-list';
import { ErrorState } from '@/components/error-state';
import { Panel } from '@/components/panel';
import { ListSkeleton } from '@/components/skeletons';
import { useTranslation } from '@/locales/i18n-provider';

/** What both sides said and showed, as they see it themselves. */
export function CaseEvidence({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation('adminDisputes');
  const { t: disputes } = useTranslation('dispute');
  const { data, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } =
    useInfiniteQuery(evidenceQuery(dispute.id));
  const pieces = useMemo(() => itemsOf(data), [data]);
  // A chain is read to its end: it is judged as a whole.
  const goOn = hasNextPage && !isFetching && !isFetchNextPageError;
  useEffect(() => {
    if (goOn) void fetchNextPage();
  }, [goOn, fetchNextPage]);
  return (
    <Panel
      title={disputes('evidence.heading')}
      icon={FolderLock}
      lead={dispute.viewerRole === 'mediator' ? undefined : t('evidence.files')}
    >
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
    </Panel>
  );
}
