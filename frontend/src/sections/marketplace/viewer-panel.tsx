'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import type { RequestDetail } from '@/actions/marketplace';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { Skeleton } from '@/components/skeleton';
import { paths } from '@/config/paths';
import { useNow } from '@/hooks/use-now';
import { patiently } from '@/lib/patiently';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { requestState } from './request-state';
import { Step } from './step';

/** The buyer's own part, which nobody else needs. */
const OwnerPanel = dynamic(
  patiently(async () => (await import('./owner-panel')).OwnerPanel),
  {
    ssr: false,
    loading: () => <Waiting />,
  },
);

interface ViewerPanelProps {
  request: RequestDetail;
  /** Whether this is how the signed-in person sees it; until then there is nothing to offer. */
  known: boolean;
}

/** What the person who looks can do with the request now. */
export function ViewerPanel({ request, known }: ViewerPanelProps) {
  const { t } = useTranslation('marketplace');
  const language = useLanguage();
  const pathname = usePathname();
  const { status, user } = useSession();
  const now = useNow();
  const state = requestState(
    request,
    { session: known ? status : 'restoring', emailVerified: Boolean(user?.emailVerifiedAt) },
    now,
  );
  const offer = paths.newOffer(language, request.id);
  const primary = (href: string, label: string) => (
    <LinkButton variant="contained" size="large" fullWidth href={href}>
      {label}
    </LinkButton>
  );
  const elsewhere = (
    <LinkButton fullWidth href={paths.requests(language)}>
      {t('viewer.others')}
    </LinkButton>
  );
  switch (state) {
    case 'unknown':
      return <Waiting />;
    case 'draft':
    case 'choosing':
    case 'closedOwn':
      return <OwnerPanel request={request} state={state} />;
    case 'deal':
      return (
        <Step title={t('viewer.dealTitle')} body={t('viewer.dealBody')}>
          {primary(paths.deal(language, request.id), t('viewer.deal'))}
        </Step>
      );
    case 'signIn':
      return (
        <Step title={t('viewer.signInTitle')} body={t('viewer.signInBody')}>
          {primary(paths.signIn(language, pathname), t('viewer.signIn'))}
        </Step>
      );
    case 'verify':
      return (
        <Step title={t('viewer.verifyTitle')} body={t('viewer.verifyBody')}>
          {primary(paths.verify(language, pathname), t('viewer.verify'))}
        </Step>
      );
    case 'offer':
      return (
        <Step
          title={t('viewer.signInTitle')}
          body={`${t('viewer.offerBody')}${request.sealed ? ` ${t('viewer.sealedHint')}` : ''}`}
        >
          {primary(offer, t('viewer.offer'))}
        </Step>
      );
    case 'offerAgain':
      return (
        <Step title={t('viewer.offerAgain')} body={t('viewer.offerAgainBody')}>
          {primary(offer, t('viewer.offerAgain'))}
        </Step>
      );
    case 'offered':
      return request.status === 'open' ? (
        <Step title={t('viewer.ownTitle')} body={t('viewer.ownBody')}>
          {primary(offer, t('viewer.own'))}
        </Step>
      ) : (
        <Over request={request}>
          <LinkButton fullWidth href={offer}>
            {t('viewer.earlierOffer')}
          </LinkButton>
        </Over>
      );
    case 'biddingOver':
      return (
        <Step title={t('viewer.biddingOverTitle')} body={t('viewer.biddingOverBody')}>
          {elsewhere}
        </Step>
      );
    case 'taken':
    case 'closed':
      return <Over request={request}>{elsewhere}</Over>;
  }
}

function Over({ request, children }: { request: RequestDetail; children: ReactNode }) {
  const { t } = useTranslation('marketplace');
  const ended = request.status === 'cancelled' || request.status === 'expired' || request.status === 'open';
  return ended ? (
    <Step title={t('viewer.overTitle')} body={t('viewer.overBody')}>
      {children}
    </Step>
  ) : (
    <Step title={t('viewer.takenTitle')} body={t('viewer.takenBody')}>
      {children}
    </Step>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <Box role="status" aria-label={t('session.restoring')}>
      <Typography variant="h4" component="div">
        <Skeleton width="60%" height={22} />
      </Typography>
      <Box sx={{ mt: 2, mb: 4 }}>
        <Skeleton width="90%" height={18} />
      </Box>
      <Skeleton height={48} />
    </Box>
  );
}
