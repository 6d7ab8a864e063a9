'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Coins, LockKeyhole, Percent, Send, Wallet, type LucideIcon } from 'lucide-react';
import type { Deal, MoneyLine } from '@/actions/deal';
import { dealPaymentsQuery } from '@/actions/payment';
import { Address } from '@/components/address';
import { Money } from '@/components/money';
import { useTranslation } from '@/locales/i18n-provider';
import { isOver, stateOf, sumOf, totalOf } from './deal-state';
import { Facts } from './facts';
import { Panel } from '@/components/panel';
import type { DealWords } from './use-deal-words';

const icons: Record<MoneyLine['place'], LucideIcon> = {
  escrow: LockKeyhole,
  suspense: Coins,
  fee_revenue: Percent,
  seller_payable: Wallet,
  refund_payable: Wallet,
  buyer_credit: Coins,
  payout_inflight: Send,
  paid_out: Send,
};

/** Who holds how much of the deal's money, and by which transfers it came. */
export function VaultPanel({ deal, words }: { deal: Deal; words: DealWords }) {
  const { t } = useTranslation('deal');
  const { data: payments } = useQuery(dealPaymentsQuery(deal.requestId));
  const { money, contract, viewerRole } = deal;
  const place = usePlaceWords(deal, words);
  const gets = sumOf(contract.milestones, 'sellerGets');
  const fee = sumOf(contract.milestones, 'fee');
  const held = money.some((line) => line.place === 'escrow');
  const deposits = (payments ?? []).flatMap((payment) => payment.deposits);
  return (
    <Panel title={t('vault.heading')} icon={LockKeyhole}>
      {money.length === 0 ? (
        <Box
          sx={{ p: 5, borderRadius: 1.5, border: '1px dashed', borderColor: 'divider', textAlign: 'center' }}
        >
          <Typography sx={{ fontWeight: 580 }}>
            {isOver(stateOf(deal)) ? t('vault.empty') : t('vault.nothingYet')}
          </Typography>
          {!isOver(stateOf(deal)) && (
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 1 }}>
              {t('vault.toCome', { price: words.price(totalOf(contract)) })}
            </Typography>
          )}
        </Box>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 2 }}>
          {ownFirst(money, viewerRole).map((line) => {
            const Icon = icons[line.place];
            const inVault = line.place === 'escrow' || line.place === 'suspense';
            return (
              <Box
                component="li"
                key={`${line.place}-${line.holder}-${line.money.asset}`}
                data-testid={`money-${line.place}`}
                sx={{
                  display: 'flex',
                  flexWrap: 'wrap',
                  alignItems: 'center',
                  gap: 4,
                  p: 4,
                  borderRadius: 1.5,
                  border: 1,
                  borderColor: inVault ? 'tone.funded.border' : 'divider',
                  bgcolor: inVault ? 'tone.funded.bg' : 'transparent',
                }}
              >
                <Box
                  aria-hidden
                  sx={{
                    display: 'grid',
                    placeItems: 'center',
                    width: 40,
                    height: 40,
                    borderRadius: '50%',
                    border: 1,
                    borderColor: 'tone.funded.border',
                    color: 'tone.funded.fg',
                  }}
                >
                  <Icon size={18} />
                </Box>
                <Box sx={{ flex: '1 1 160px', minWidth: 0 }}>
                  <Typography variant="subtitle2" component="div">
                    {place(line).title}
                  </Typography>
                  <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                    {place(line).note}
                  </Typography>
                </Box>
                <Money
                  amountBase={line.money.amount}
                  asset={words.assetOf(line.money.asset)}
                  size={inVault ? 'large' : line.holder === viewerRole ? 'small' : 'inline'}
                />
              </Box>
            );
          })}
        </Box>
      )}
      {held && gets && fee && (
        <Box sx={{ mt: 5 }}>
          <Typography variant="caption" component="p" sx={{ color: 'text.secondary', mb: 2 }}>
            {t('vault.onRelease')}
          </Typography>
          <Facts
            rows={[
              {
                label:
                  viewerRole === 'seller'
                    ? t('vault.youGet')
                    : t('vault.sellerGets', { name: words.name(deal.seller.name) }),
                value: <bdi dir="ltr">{words.money(gets)}</bdi>,
                strong: true,
              },
              { label: t('vault.fee'), value: <bdi dir="ltr">{words.money(fee)}</bdi> },
            ]}
          />
        </Box>
      )}
      {deposits.length > 0 && (
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
      )}
    </Panel>
  );
}

/** The reader's own money first, Amn's fee last. */
function ownFirst(money: readonly MoneyLine[], viewerRole: Deal['viewerRole']): MoneyLine[] {
  const rank = ({ place, holder }: MoneyLine) =>
    place === 'fee_revenue' ? 2 : holder === viewerRole ? 0 : 1;
  return [...money].sort((a, b) => rank(a) - rank(b));
}

function usePlaceWords(deal: Deal, words: DealWords) {
  const { t } = useTranslation('deal');
  return ({ place, holder }: MoneyLine): { title: string; note: string } => {
    const yours = holder === deal.viewerRole;
    const name = words.name(holder === 'buyer' ? deal.buyer.name : deal.seller.name);
    switch (place) {
      case 'escrow':
        return { title: t('vault.escrow'), note: `${t('vault.heldBy')} · ${t('vault.escrowNote')}` };
      case 'suspense':
        return { title: t('vault.suspense'), note: `${t('vault.heldBy')} · ${t('vault.suspenseNote')}` };
      case 'fee_revenue':
        return { title: t('vault.fee_revenue'), note: t('vault.feeNote') };
      case 'buyer_credit':
        return {
          title: yours ? t('vault.creditYours') : t('vault.creditOf', { name }),
          note: t('vault.creditNote'),
        };
      case 'payout_inflight':
      case 'paid_out':
        return { title: t(`vault.${place}`), note: '' };
      default:
        return {
          title: yours ? t('vault.balanceYours') : t('vault.balanceOf', { name }),
          note: t('vault.balanceNote'),
        };
    }
  };
}
