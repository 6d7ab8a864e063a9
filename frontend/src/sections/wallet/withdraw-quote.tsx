'use client';

import { useQuery } from '@tanstack/react-query';
import { payoutQuoteQuery } from '@/actions/payouts';
import { Money, Price } from '@/components/money';
import { Skeleton } from '@/components/skeleton';
import { useTranslation } from '@/locales/i18n-provider';
import { Row } from './balance-card';
import type { Withdrawable } from './sources';
import { useAssets } from './use-assets';

interface WithdrawQuoteProps {
  choice: Withdrawable;
  /** Base units. */
  amount: string;
}

/** The quote of what is being typed. */
export const useQuote = ({ choice, amount }: WithdrawQuoteProps | { choice: Withdrawable; amount: null }) =>
  useQuery(payoutQuoteQuery(amount === null ? null : { source: choice.source, asset: choice.asset, amount }));

/** What arrives, what the network takes and who bears it, how long it takes and who looks at it first. */
export function WithdrawQuote({ choice, amount }: WithdrawQuoteProps) {
  const { t } = useTranslation('payouts');
  const { t: wallet } = useTranslation('wallet');
  const { lookOf } = useAssets();
  const { data: quote, error } = useQuote({ choice, amount });
  const asset = lookOf(choice.asset);
  if (error) return <Row label={t('quote.fee')}>{t('quote.unavailable')}</Row>;
  if (!quote) return <Skeleton height={84} />;
  const isMine = quote.bearer === 'payee';
  return (
    <>
      <Row label={wallet('withdrawPage.youGet')}>
        <Money amountBase={quote.arrives.amount} asset={asset} />
      </Row>
      <Row label={t('quote.fee')}>
        {quote.networkFee ? (
          <>
            {t('quote.about')} <Price price={quote.networkFee.price} cents />
            {' · '}
            {t(isMine ? 'quote.deducted' : 'quote.platform')}
          </>
        ) : (
          t('quote.unavailable')
        )}
      </Row>
      <Row label={t('quote.time')}>
        {quote.approvals === 0 ? t('quote.soon') : t('quote.afterApproval', { count: quote.approvals })}
      </Row>
      {quote.approvalReason && <Row label={t('quote.why')}>{t(`reason.${quote.approvalReason}`)}</Row>}
    </>
  );
}
