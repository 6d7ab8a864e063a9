'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { approveAction, type Deal, type Delivery, type Milestone } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { ActionRow } from '@/components/action-row';
import { BackLink } from '@/components/back-link';
import { Button, LinkButton } from '@/components/button';
import { FormError } from '@/components/form-error';
import { Money } from '@/components/money';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { Person } from '@/components/person';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useToast } from '@/hooks/use-toast';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isInParts, milestoneTo } from './deal-state';
import { DeliveryCard } from './delivery-card';
import { NotNow } from './not-now';
import { PartOf } from './part-of';
import { Facts } from './facts';
import { Panel } from '@/components/panel';
import { WithDeal } from './with-deal';

type Amount = NonNullable<Milestone['held']>;
/** Everything the release names, so that nothing else can be released by it. */
interface Release {
  readonly milestone: Milestone;
  readonly delivery: Delivery;
  readonly held: Amount;
  readonly gets: Amount;
}

function releaseOf({ contract }: Deal, milestoneId: string | null): Release | null {
  const milestone = milestoneTo('approve', contract.milestones, milestoneId);
  const delivery = milestone?.deliveries.at(-1);
  if (!milestone?.held || !milestone.sellerGets || !delivery) return null;
  return { milestone, delivery, held: milestone.held, gets: milestone.sellerGets };
}

/** The buyer looks at the delivery, sees who gets how much, and releases the money for good. */
export function ApproveView({ requestId, milestoneId }: { requestId: string; milestoneId: string | null }) {
  return (
    <WithDeal requestId={requestId} width="reading">
      {(deal, words) => {
        const release = releaseOf(deal, milestoneId);
        return release ? (
          // Another delivery is another decision: what was ticked for the one before does not count.
          <ReleaseForm key={release.delivery.id} deal={deal} words={words} release={release} />
        ) : (
          <NotNow requestId={requestId} step="approve" />
        );
      }}
    </WithDeal>
  );
}

function ReleaseForm({ deal, words, release }: { deal: Deal; words: Words; release: Release }) {
  const { t } = useTranslation('deal');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const router = useRouter();
  const toast = useToast();
  const approve = useMutation(approveAction);
  const [sure, setSure] = useState(false);
  const { milestone, delivery, held, gets } = release;
  const { requestId } = deal;
  const toDeal = paths.deal(language, requestId);
  const values = { seller: words.name(deal.seller.name), amount: words.money(gets) };

  const submit = () => {
    const body = { milestoneId: milestone.id, deliveryId: delivery.id, sellerId: deal.seller.id, held };
    approve.mutate(
      { requestId, body },
      {
        onSuccess: () => {
          toast.success(t('approve.done', values));
          router.push(toDeal);
        },
      },
    );
  };

  return (
    <>
      <PageHeader
        eyebrow={
          <BackLink href={toDeal}>
            <bdi>{deal.title}</bdi>
          </BackLink>
        }
        title={t('approve.title')}
        lead={isInParts(deal) ? <PartOf deal={deal} milestone={milestone} /> : t('approve.lead')}
      />
      <Box sx={{ display: 'grid', gap: 5 }}>
        <Panel title={t('approve.delivered', values)}>
          <DeliveryCard delivery={delivery} number={milestone.deliveries.length} />
          <Typography variant="body2" sx={{ mt: 4 }}>
            {t('approve.instead')} <TextLink href={toDeal}>{t('action.requestChanges')}</TextLink>
          </Typography>
        </Panel>
        <Card sx={{ p: { xs: 4, sm: 6 }, display: 'grid', gap: 5 }}>
          <Box>
            <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
              {t('approve.gets', values)}
            </Typography>
            <Box data-testid="release-amount">
              <Money size="large" amountBase={gets.amount} asset={words.assetOf(gets.asset)} />
            </Box>
          </Box>
          <Facts
            rows={[
              {
                label: t('approve.recipient'),
                value: <Person name={deal.seller.name} href={paths.profile(language, deal.seller.id)} />,
                strong: true,
              },
              { label: t('approve.held'), value: <bdi dir="ltr">{words.money(held)}</bdi> },
              ...(milestone.fee
                ? [{ label: t('approve.fee'), value: <bdi dir="ltr">{words.money(milestone.fee)}</bdi> }]
                : []),
            ]}
          />
          <Notice tone="danger" icon={TriangleAlert} title={t('approve.warning')}>
            {t('approve.warningBody')}
          </Notice>
          <FormControlLabel
            control={
              <Checkbox
                checked={sure}
                disabled={approve.isPending}
                onChange={(_event, checked) => {
                  setSure(checked);
                }}
              />
            }
            label={t('approve.check', values)}
          />
          <FormError error={approve.error} />
          <ActionRow>
            <Button
              variant="contained"
              size="large"
              disabled={!sure}
              loading={approve.isPending}
              onClick={submit}
            >
              {t('approve.confirm', values)}
            </Button>
            <LinkButton href={toDeal} variant="text" size="large">
              {common('action.back')}
            </LinkButton>
          </ActionRow>
        </Card>
      </Box>
    </>
  );
}
