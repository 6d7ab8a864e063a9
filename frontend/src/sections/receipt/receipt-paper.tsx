'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Receipt, ReceiptAppendix } from '@/actions/books';
import type { AssetLook } from '@/actions/asset-looks';
import { Logo } from '@/components/logo';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { closingOf, dealOf } from './receipt-parts';
import { ReceiptStory } from './receipt-story';

interface PaperProps {
  file: { readonly receipt: Receipt; readonly appendices: readonly ReceiptAppendix[] };
  assets: readonly AssetLook[];
}

/** The receipt as a paper of one or two pages. */
export function ReceiptPaper({ file: { receipt, appendices }, assets }: PaperProps) {
  const { t } = useTranslation('receipt');
  const { t: common } = useTranslation();
  const { t: statuses } = useTranslation('statuses');
  const format = useFormat();
  const [deal, closing] = [dealOf(receipt), closingOf(receipt)];
  const money = (amount: string, code: string): ReactNode => {
    const asset = assets.find((one) => one.code === code);
    return (
      <bdi dir="ltr">
        {format.base(amount, asset?.decimals ?? 0)} {asset?.symbol ?? code}
      </bdi>
    );
  };
  if (!deal || !closing) return null;
  const { terms } = deal.data;
  const cents = (amount: number) => (
    <bdi dir="ltr">{format.price({ amount: String(amount), currency: 'USD' })}</bdi>
  );
  const places = ['seller_payable', 'refund_payable', 'buyer_credit', 'fee_revenue'] as const;
  return (
    <Box data-testid="receipt">
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 4, mb: 6 }}>
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="overline" component="p" sx={{ color: 'text.secondary' }}>
            {t('paper')}
          </Typography>
          <Typography variant="h2" sx={{ mt: 1, textWrap: 'balance' }}>
            <bdi>{deal.data.title}</bdi>
          </Typography>
        </Box>
        <Logo name={common('app.name')} />
      </Box>
      <Pairs
        rows={[
          [t('number'), <Mono key="n">{receipt.receiptId}</Mono>],
          [t('issued'), format.dateTime(receipt.issuedAt)],
          [t('buyer'), <bdi key="b">{deal.data.buyer.name}</bdi>],
          [t('seller'), <bdi key="s">{deal.data.seller.name}</bdi>],
          [t('price'), cents(terms.priceCents)],
          [t('fees'), cents(terms.buyerFeeCents + terms.sellerFeeCents)],
          [t('outcome'), statuses(`request.${closing.data.outcome}`)],
          ...closing.data.cameIn.map(({ asset, amount }): Row => [t('cameIn'), money(amount, asset)]),
          ...closing.data.wentTo.map(({ place, asset, amount }): Row => {
            const known = places.find((one) => one === place);
            return [`${t('wentTo')}: ${t(known ? `place.${known}` : 'place.other')}`, money(amount, asset)];
          }),
          [t('terms'), <Mono key="t">{deal.data.termsHash}</Mono>],
          ...deal.data.signatures.map(({ by, wallet }): Row => [
            `${t('signatures')} · ${t(by)}`,
            <Mono key={wallet}>{wallet}</Mono>,
          ]),
        ]}
      />
      <Heading>{t('story')}</Heading>
      <ReceiptStory entries={receipt.entries} money={money} />
      {appendices.map((appendix) => (
        <Box key={appendix.sequence}>
          <Heading>{t('appendix', { number: format.number(appendix.sequence) })}</Heading>
          <Typography variant="body2" sx={{ mb: 3, color: 'text.secondary' }}>
            {t('appendixLead')} · {format.dateTime(appendix.issuedAt)}
          </Typography>
          <ReceiptStory entries={appendix.entries} money={money} />
        </Box>
      ))}
      <Heading>{t('proof.title')}</Heading>
      <Typography variant="body2" sx={{ mb: 3 }}>
        {t('proof.body')}
      </Typography>
      <Pairs
        rows={[
          [t('proof.head'), <Mono key="h">{receipt.head}</Mono>],
          [t('proof.key'), <Mono key="k">{receipt.signature.keyId}</Mono>],
        ]}
      />
    </Box>
  );
}

type Row = readonly [label: string, value: ReactNode];

function Pairs({ rows }: { rows: readonly Row[] }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2 }}>
      {rows.map(([label, value], index) => (
        <Box
          key={index}
          sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 5fr)', columnGap: 4 }}
        >
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {label}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            className="tabular"
            sx={{ m: 0, fontWeight: 550, overflowWrap: 'anywhere' }}
          >
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <Typography
      variant="h4"
      component="h3"
      sx={{ mt: 7, mb: 3, pt: 5, borderTop: 1, borderColor: 'divider', breakAfter: 'avoid' }}
    >
      {children}
    </Typography>
  );
}

export function Mono({ children }: { children: ReactNode }) {
  return (
    <Box component="bdi" dir="ltr" sx={{ typography: 'mono', fontSize: '0.75rem', overflowWrap: 'anywhere' }}>
      {children}
    </Box>
  );
}
