'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { LockKeyhole } from 'lucide-react';
import { dealMoneyQuery, type Deal, type DealMoney } from '@/actions/deal';
import { dealPaymentsQuery } from '@/actions/payment';
import type { Words } from '@/actions/words';
import { Address } from '@/components/address';
import { ErrorState } from '@/components/error-state';
import { Panel } from '@/components/panel';
import { ListSkeleton } from '@/components/skeletons';
import { TextLink } from '@/components/text-link';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { isOver, stateOf, sumOf, totalOf } from './deal-state';
import { Facts } from './facts';
import { VaultArriving, VaultMilestones, VaultNext, VaultTotal } from './vault-account';
import { VaultLines } from './vault-lines';

interface VaultProps {
  deal: Deal;
  words: Words;
}

/** Where the deal's money is, read from the ledger, and by which transfers it came. */
export function VaultPanel({ deal, words }: VaultProps) {
  const { t } = useTranslation('deal');
  const { data: money, error, refetch } = useQuery(dealMoneyQuery(deal.requestId));
  if (!money) {
    return (
      <Panel title={t('vault.heading')} icon={LockKeyhole}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <ListSkeleton count={1} height={96} label={t('loading')} />
        )}
      </Panel>
    );
  }
  return (
    <Panel title={t('vault.heading')} icon={LockKeyhole}>
      {money.parts.length === 0 ? (
        <NothingHere deal={deal} words={words} />
      ) : (
        <VaultLines deal={deal} money={money} words={words} />
      )}
      <VaultTotal money={money} words={words} />
      <VaultArriving money={money} words={words} />
      <VaultMilestones money={money} words={words} />
      {money.parts.some(({ place }) => place === 'escrow') && <OnRelease deal={deal} words={words} />}
      <VaultNext money={money} words={words} />
      <Transfers deal={deal} words={words} />
      <ReceiptLink deal={deal} money={money} />
    </Panel>
  );
}

/** A deal that is over and had money in it has a receipt. */
function ReceiptLink({ deal, money }: { deal: Deal; money: DealMoney }) {
  const { t } = useTranslation('dealMoney');
  const language = useLanguage();
  if (!isOver(stateOf(deal)) || money.cameIn.length === 0) return null;
  return (
    <Typography variant="body2" sx={{ mt: 5 }}>
      <TextLink href={paths.receipt(language, deal.requestId)}>{t('receipt')}</TextLink>
    </Typography>
  );
}

function NothingHere({ deal, words }: VaultProps) {
  const { t } = useTranslation('deal');
  const over = isOver(stateOf(deal));
  return (
    <Box sx={{ p: 5, borderRadius: 1.5, border: '1px dashed', borderColor: 'divider', textAlign: 'center' }}>
      <Typography sx={{ fontWeight: 580 }}>{over ? t('vault.empty') : t('vault.nothingYet')}</Typography>
      {!over && (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
          {t('vault.toCome', { price: words.price(totalOf(deal.contract)) })}
        </Typography>
      )}
    </Box>
  );
}

/** What the contract makes of the money once it is released. */
function OnRelease({ deal, words }: VaultProps) {
  const { t } = useTranslation('deal');
  // What was paid out already is no longer to be released.
  const open = deal.contract.milestones.filter(({ held }) => held !== null && held.amount !== '0');
  const gets = sumOf(open, 'sellerGets');
  const fee = sumOf(open, 'fee');
  if (!gets || !fee) return null;
  return (
    <Box sx={{ mt: 5 }}>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mb: 2 }}>
        {t('vault.onRelease')}
      </Typography>
      <Facts
        rows={[
          {
            label:
              deal.viewerRole === 'seller'
                ? t('vault.youGet')
                : t('vault.sellerGets', { name: words.name(deal.seller.name) }),
            value: <bdi dir="ltr">{words.money(gets)}</bdi>,
            strong: true,
          },
          { label: t('vault.fee'), value: <bdi dir="ltr">{words.money(fee)}</bdi> },
        ]}
      />
    </Box>
  );
}

function Transfers({ deal, words }: VaultProps) {
  const { t } = useTranslation('deal');
  const { data: payments } = useQuery(dealPaymentsQuery(deal.requestId));
  const deposits = (payments ?? []).flatMap((payment) => payment.deposits);
  if (deposits.length === 0) return null;
  return (
    <Box sx={{ mt: 5 }}>
      <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mb: 2 }}>
        {t('vault.transfers')}
      </Typography>
      <Facts
        rows={deposits.map((deposit) => ({
          label: <Address value={deposit.txid} href={deposit.explorerUrl} />,
          value: <bdi dir="ltr">{words.money(deposit.money)}</bdi>,
        }))}
      />
    </Box>
  );
}
