'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Coins, LockKeyhole, Percent, Send, ShieldQuestion, Wallet, type LucideIcon } from 'lucide-react';
import type { Deal, DealMoney, DealMoneyPart } from '@/actions/deal';
import type { Words } from '@/actions/words';
import { Money } from '@/components/money';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';

const icons: Record<DealMoneyPart['place'], LucideIcon> = {
  escrow: LockKeyhole,
  suspense: Coins,
  quarantine: ShieldQuestion,
  credit_reserved: Coins,
  fee_revenue: Percent,
  seller_payable: Wallet,
  refund_payable: Wallet,
  buyer_credit: Coins,
  payout_inflight: Send,
  paid_out: Send,
  spent: Coins,
};

interface LinesProps {
  deal: Deal;
  money: DealMoney;
  words: Words;
}

/** Who holds how much, the reader's own first. */
export function VaultLines({ deal, money, words }: LinesProps) {
  const { t } = useTranslation('dealMoney');
  const place = usePlaceWords(deal, money, words);
  return (
    <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 2 }}>
      {ownFirst(money).map((line) => {
        const Icon = icons[line.place];
        const inVault = line.place === 'escrow' || line.place === 'suspense';
        return (
          <Box
            component="li"
            key={`${line.place}-${line.holder}-${line.money.asset}-${line.frozen}`}
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
              <Typography
                variant="subtitle2"
                component="div"
                sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}
              >
                {place(line).title}
                {line.frozen && (
                  <TonePill tone="disputed" size="small">
                    {t('frozen')}
                  </TonePill>
                )}
              </Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {place(line).note}
              </Typography>
            </Box>
            <Money
              amountBase={line.money.amount}
              asset={words.assetOf(line.money.asset)}
              size={inVault ? 'large' : line.holder === money.viewerRole ? 'small' : 'inline'}
            />
          </Box>
        );
      })}
    </Box>
  );
}

/** The reader's own money first, Amn's fee last. */
function ownFirst({ parts, viewerRole }: DealMoney): DealMoneyPart[] {
  const rank = ({ place, holder }: DealMoneyPart) =>
    place === 'fee_revenue' ? 2 : holder === viewerRole ? 0 : 1;
  return [...parts].sort((a, b) => rank(a) - rank(b));
}

function usePlaceWords(deal: Deal, money: DealMoney, words: Words) {
  const { t } = useTranslation('deal');
  const { t: m } = useTranslation('dealMoney');
  return ({ place, holder, frozen }: DealMoneyPart): { title: string; note: string } => {
    const yours = holder === money.viewerRole;
    const name = words.name(holder === 'buyer' ? deal.buyer.name : deal.seller.name);
    switch (place) {
      case 'escrow':
        return {
          title: t('vault.escrow'),
          note: `${t('vault.heldBy')} · ${frozen ? m('frozenNote') : t('vault.escrowNote')}`,
        };
      case 'suspense':
        return { title: t('vault.suspense'), note: `${t('vault.heldBy')} · ${t('vault.suspenseNote')}` };
      case 'quarantine':
        return { title: m('quarantine'), note: `${t('vault.heldBy')} · ${m('quarantineNote')}` };
      case 'credit_reserved':
        return { title: m('reserved'), note: m('reservedNote') };
      case 'fee_revenue':
        return { title: t('vault.fee_revenue'), note: t('vault.feeNote') };
      case 'buyer_credit':
        return {
          title: yours ? t('vault.creditYours') : t('vault.creditOf', { name }),
          note: t('vault.creditNote'),
        };
      case 'payout_inflight':
        return { title: t('vault.payout_inflight'), note: m('inflightNote') };
      case 'paid_out':
        return { title: t('vault.paid_out'), note: m('paidOutNote') };
      case 'spent':
        return { title: m('spent'), note: '' };
      default:
        return {
          title: yours ? t('vault.balanceYours') : t('vault.balanceOf', { name }),
          note: t('vault.balanceNote'),
        };
    }
  };
}
