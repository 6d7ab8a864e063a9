'use client';

import type { Payment } from '@/actions/payment';
import { Address } from '@/components/address';
import { Facts, type FactRow } from '@/components/facts';
import { Money, Price } from '@/components/money';
import { RelativeTime, TimeLeft } from '@/components/time-left';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';

/** What was asked for, at which price, where, and until when. */
export function PaymentFacts({ payment }: { payment: Payment }) {
  const { t } = useTranslation('deskPayments');
  const format = useFormat();
  const { asset, address, less, revalued } = payment;
  const money = (amountBase: string) => <Money amountBase={amountBase} asset={asset} />;
  const usd = (rate: string) => (
    <bdi dir="ltr">{format.number(rate, { style: 'currency', currency: 'USD' })}</bdi>
  );
  const rows: (FactRow | false)[] = [
    { label: t('facts.price'), value: <Price price={payment.price} cents /> },
    payment.missing.amount !== '0' && { label: t('facts.missing'), value: money(payment.missing.amount) },
    payment.credit.amount !== '0' && { label: t('facts.credit'), value: money(payment.credit.amount) },
    less !== null && {
      label: t(less.by === 'buyer' ? 'facts.lessByBuyer' : 'facts.lessBySeller'),
      value: money(less.amount.amount),
    },
    { label: t('facts.rate', { symbol: asset.symbol }), value: usd(payment.rate) },
    revalued !== null && { label: t('facts.rateBefore'), value: usd(revalued.rate) },
    !asset.stable && { label: t('facts.lock'), value: <TimeLeft at={payment.rateLockedUntilAt} /> },
    { label: t('facts.asset'), value: `${asset.symbol} · ${asset.network}` },
    {
      label: t('facts.address'),
      value: address === null ? t('facts.noAddress') : <Address value={address} />,
    },
    { label: t('facts.reference'), value: <Address value={payment.providerPaymentId} /> },
    payment.payBefore !== null && { label: t('facts.payBefore'), value: <TimeLeft at={payment.payBefore} /> },
    { label: t('facts.created'), value: <RelativeTime at={payment.createdAt} /> },
  ];
  return <Facts rows={rows.filter((row) => row !== false)} />;
}
