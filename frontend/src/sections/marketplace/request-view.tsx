'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { LockKeyhole, Mail, ShieldCheck } from 'lucide-react';
import dynamic from 'next/dynamic';
import { downloadFileAction } from '@/actions/files';
import { publicRequestQuery, requestQuery, type RequestDetail } from '@/actions/marketplace';
import { useSession } from '@/actions/session';
import { BackLink } from '@/components/back-link';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { Panel } from '@/components/panel';
import { Person } from '@/components/person';
import { CardSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { StatusChip } from '@/components/status-chip';
import { TonePill } from '@/components/tone-pill';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { useBudgetText } from './budget-text';
import { RequestGone } from './lazy-request-gone';
import { OwnWords } from './own-words';
import { ViewerPanel } from './viewer-panel';

// Below what is read first; the server draws them all the same.
const FileList = dynamic(patiently(async () => (await import('@/components/file-list')).FileList));
const Facts = dynamic(patiently(async () => (await import('./facts')).Facts));
const Questions = dynamic(patiently(async () => (await import('./questions')).Questions));
const PrivatePanel = dynamic(patiently(async () => (await import('./private-panel')).PrivatePanel));
const InvitedSellers = dynamic(patiently(async () => (await import('./invited-sellers')).InvitedSellers));

const gridSx = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 340px' },
  gap: { xs: 4, md: 6 },
  alignItems: 'start',
} as const;

/** Beside the text on a wide screen; on a phone the text stands between what to do and the terms, by `order`. */
const asideSx = {
  display: { xs: 'contents', md: 'grid' },
  gap: 4,
  gridColumn: { md: 2 },
  gridRow: { md: 1 },
  position: { md: 'sticky' },
  top: { md: 88 },
} as const;

const mainSx = { display: 'grid', gap: { xs: 4, md: 6 }, minWidth: 0 } as const;

/**
 * A request: what everybody sees is drawn by the server; what the signed-in person sees besides, and what they may
 * do, is asked for with their own right as soon as it is known who they are.
 */
export function RequestView({ requestId }: { requestId: string }) {
  const { status } = useSession();
  const signedIn = status === 'signed-in';
  const own = useQuery({ ...requestQuery(requestId), enabled: signedIn });
  const alone = status === 'anonymous' || status === 'unreachable';
  const shared = useQuery({ ...publicRequestQuery(requestId), enabled: alone });
  const asked = signedIn ? own : shared;
  const request = signedIn ? (own.data ?? shared.data) : shared.data;
  if (asked.error instanceof ApiError && asked.error.status === 404) return <RequestGone />;
  if (!request) {
    return (
      <Page>
        {asked.isError ? (
          <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return <Shown request={request} known={!signedIn || own.data !== undefined} />;
}

interface ShownProps {
  request: RequestDetail;
  /** Whether this is how the signed-in person sees it, and not only how everybody does. */
  known: boolean;
}

function Shown({ request, known }: ShownProps) {
  const { t } = useTranslation('marketplace');
  const budget = useBudgetText();
  return (
    <Page>
      <PageHeader
        eyebrow={<BackToRequests />}
        title={<bdi>{request.title}</bdi>}
        lead={<Byline request={request} />}
      />
      <Box sx={gridSx}>
        <Box component="aside" sx={asideSx}>
          <Card sx={{ p: { xs: 4, sm: 6 } }}>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('request.budget')}
            </Typography>
            <Typography variant="moneySmall" component="p" data-testid="budget" sx={{ mb: 5 }}>
              {budget(request.budget)}
            </Typography>
            <ViewerPanel request={request} known={known} />
          </Card>
          <Box sx={{ order: 3, display: 'grid', gap: 4 }}>
            <Card sx={{ p: { xs: 4, sm: 6 } }}>
              <Facts request={request} />
            </Card>
            <Box sx={{ display: 'flex', gap: 2.5, px: 2, color: 'text.secondary', fontSize: '0.875rem' }}>
              <Box aria-hidden sx={{ display: 'flex', pt: 0.5 }}>
                <ShieldCheck size={16} />
              </Box>
              {t('request.escrowNote')}
            </Box>
          </Box>
        </Box>
        <Box sx={{ ...mainSx, display: { xs: 'contents', md: 'grid' } }}>
          <Box sx={{ order: 2, minWidth: 0 }}>
            <Panel title={t('request.description')}>
              <OwnWords>{request.description}</OwnWords>
              <Box sx={{ mt: 5, '&:empty': { display: 'none' } }}>
                <FileList files={request.attachments} onDownload={downloadFileAction} />
              </Box>
            </Panel>
          </Box>
          <Box sx={{ ...mainSx, order: 4 }}>
            {request.privatePart && <PrivatePanel request={request} />}
            {request.invitedSellers && <InvitedSellers request={request} />}
            {request.status !== 'draft' && <Questions request={request} />}
          </Box>
        </Box>
      </Box>
    </Page>
  );
}

function Byline({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const { buyer } = request;
  return (
    <Box
      component="span"
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 2, mt: 3 }}
    >
      <StatusChip kind="request" status={request.status} />
      {request.sealed && (
        <TonePill tone="neutral">
          <LockKeyhole size={14} strokeWidth={2.25} aria-hidden />
          {t('card.sealed')}
        </TonePill>
      )}
      {request.visibility === 'invited' && (
        <TonePill tone="neutral">
          <Mail size={14} strokeWidth={2.25} aria-hidden />
          {t('card.invitedOnly')}
        </TonePill>
      )}
      <Person
        name={buyer.name || t('questions.formerMember')}
        href={buyer.name ? paths.profile(language, buyer.id) : undefined}
      />
    </Box>
  );
}

function BackToRequests() {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  return <BackLink href={paths.requests(language)}>{t('request.back')}</BackLink>;
}

function Loading() {
  const { t } = useTranslation();
  return (
    <Box role="status" aria-label={t('state.loading')}>
      <PageHeaderSkeleton />
      <Box sx={gridSx}>
        <CardSkeleton height={320} />
        <CardSkeleton height={420} />
      </Box>
    </Box>
  );
}
