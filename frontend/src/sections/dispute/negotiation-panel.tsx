'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { Handshake } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { acceptSplitAction, declineSplitAction, type SplitOffer } from '@/actions/disputes';
import type { Words } from '@/actions/words';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { DivisionBar } from '@/components/dispute/division-bar';
import { Panel } from '@/components/panel';
import { RelativeTime } from '@/components/time-left';
import { TonePill } from '@/components/tone-pill';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';
import { divisionOf } from './division-of';
import { openSplitOf, otherSide, type PartyDispute } from './dispute-state';
import { useStepToasts } from './use-step-toasts';

const OfferForm = dynamic(
  patiently(async () => (await import('./offer-form')).OfferForm),
  { ssr: false },
);

interface PartProps {
  dispute: PartyDispute;
  words: Words;
}

/** The offers of both sides, each open one with its answer, and a new one to make. */
export function NegotiationPanel({ dispute, words }: PartProps) {
  const { t } = useTranslation('dispute');
  const [offering, setOffering] = useState(false);
  const { viewerRole, abilities, splits } = dispute;
  const theirs = openSplitOf(dispute, otherSide(viewerRole));
  const yours = openSplitOf(dispute, viewerRole);
  const past = splits.filter(({ status }) => status !== 'open').reverse();
  const canOffer = abilities.includes('offerSplit');
  if (!canOffer && splits.length === 0) return null;
  const other = words.name(dispute[otherSide(viewerRole)].name);
  return (
    <Panel
      title={t(canOffer ? 'offers.heading' : 'offers.over')}
      icon={Handshake}
      lead={canOffer ? t('offers.lead') : undefined}
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {theirs && <Offer split={theirs} dispute={dispute} words={words} />}
        {yours && <Offer split={yours} dispute={dispute} words={words} />}
        {canOffer &&
          (offering ? (
            <OfferForm
              dispute={dispute}
              words={words}
              startBase={BigInt(
                (yours ?? theirs)?.division.buyerGets.amount ?? BigInt(dispute.held.amount) / 2n,
              )}
              onDone={() => {
                setOffering(false);
              }}
            />
          ) : (
            <Box>
              <Button
                variant={theirs || yours || dispute.yourTurn ? 'outlined' : 'contained'}
                onClick={() => {
                  setOffering(true);
                }}
              >
                {t(yours ? 'offers.another' : theirs ? 'offers.counter' : 'offers.make', { other })}
              </Button>
            </Box>
          ))}
        {past.length > 0 && <Past splits={past} dispute={dispute} words={words} />}
      </Box>
    </Panel>
  );
}

function Offer({ split, dispute, words }: PartProps & { split: SplitOffer }) {
  const { t } = useTranslation('dispute');
  const { t: common } = useTranslation();
  const toasts = useStepToasts();
  const [asking, setAsking] = useState(false);
  const accept = useMutation(acceptSplitAction);
  const decline = useMutation(declineSplitAction);
  const { id: disputeId, viewerRole, abilities } = dispute;
  const mine = split.by === viewerRole;
  const other = words.name(dispute[otherSide(viewerRole)].name);
  const part = split.division[viewerRole === 'buyer' ? 'buyerGets' : 'sellerGets'];
  const named = { disputeId, splitId: split.id };
  const bar = (
    <DivisionBar
      division={divisionOf(split.division)}
      asset={words.assetOf(dispute.held.asset)}
      names={words.names(dispute)}
      viewer={viewerRole}
    />
  );
  return (
    <Box
      data-testid={mine ? 'your-offer' : 'their-offer'}
      sx={{
        display: 'grid',
        gap: 4,
        p: { xs: 4, sm: 5 },
        border: 1,
        borderRadius: 1.5,
        borderColor: mine ? 'divider' : 'tone.waiting.border',
        bgcolor: mine ? 'transparent' : 'tone.waiting.bg',
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 2 }}>
        <Typography variant="subtitle1" component="h3" sx={{ fontWeight: 620 }}>
          {mine ? t('offers.yours') : t('offers.theirs', { other })}
        </Typography>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          <RelativeTime at={split.at} />
        </Typography>
      </Box>
      {bar}
      {split.note && (
        <Typography variant="body2" dir="auto" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {split.note}
        </Typography>
      )}
      {mine && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('offers.waiting', { other })}
        </Typography>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, '&:empty': { display: 'none' } }}>
        {!mine && abilities.includes('settle') && (
          <Button
            variant="contained"
            disabled={decline.isPending}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('offers.accept', { amount: words.money(part) })}
          </Button>
        )}
        {abilities.includes('declineSplit') && (
          <Button
            loading={decline.isPending}
            onClick={() => {
              decline.mutate(named, toasts(t(mine ? 'offers.takenBack' : 'offers.declined')));
            }}
          >
            {t(mine ? 'offers.takeBack' : 'offers.decline')}
          </Button>
        )}
      </Box>
      <ConfirmDialog
        open={asking}
        title={t('accept.title')}
        confirmLabel={t('accept.confirm', { amount: words.money(part) })}
        cancelLabel={common('action.back')}
        pending={accept.isPending}
        error={accept.error}
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          accept.mutate(
            named,
            toasts(
              t('toast.settled'),
              () => {
                setAsking(false);
              },
              'beside',
            ),
          );
        }}
      >
        <Typography>{t('accept.body')}</Typography>
        {bar}
      </ConfirmDialog>
    </Box>
  );
}

/** Offers that are off the table. */
function Past({ splits, dispute, words }: PartProps & { splits: readonly SplitOffer[] }) {
  const { t } = useTranslation('dispute');
  return (
    <Box component="details" sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
      <Box component="summary" sx={{ cursor: 'pointer', py: 1, fontWeight: 550 }}>
        {t('offers.past', { count: splits.length })}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mt: 2, display: 'grid', gap: 2 }}>
        {splits.map(({ id, by, division, status, at }) => (
          <Box
            component="li"
            key={id}
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1 }}
          >
            <TonePill size="small" tone={status === 'accepted' ? 'completed' : 'ended'}>
              {t(`offers.status.${status as 'accepted'}`)}
            </TonePill>
            <span>
              {t('offers.line', {
                name: words.name(dispute[by].name),
                back: words.money(division.buyerGets),
                released: words.money(division.sellerGets),
              })}
            </span>
            <RelativeTime at={at} />
          </Box>
        ))}
      </Box>
    </Box>
  );
}
