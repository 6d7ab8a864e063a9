'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Handshake } from 'lucide-react';
import type { Deal } from '@/actions/deal';
import { paymentQuery, type Payment } from '@/actions/payment';
import type { Words } from '@/actions/words';
import { LinkButton } from '@/components/button';
import { Notice } from '@/components/notice';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

interface LessPanelProps {
  deal: Deal;
  words: Words;
}

/** An open proposal to do the deal for what has arrived. It is answered where the payment stands in full. */
export function LessPanel({ deal, words }: LessPanelProps) {
  if (deal.status !== 'awaiting_payment' || deal.paymentId === null) return null;
  return <Proposal deal={deal} words={words} paymentId={deal.paymentId} />;
}

function Proposal({ deal, words, paymentId }: LessPanelProps & { paymentId: string }) {
  const { t } = useTranslation('paySides');
  const language = useLanguage();
  const { data: payment } = useQuery(paymentQuery(paymentId));
  if (!payment) return null;
  const { less, abilities } = payment;
  const href = paths.pay(language, deal.requestId);
  if (less === null) return canStep(payment) && deal.viewerRole === 'seller' ? <Offer href={href} /> : null;
  const yours = less.by === deal.viewerRole;
  const proposer = less.by === 'buyer' ? deal.buyer : deal.seller;
  const other = less.by === 'buyer' ? deal.seller : deal.buyer;
  const values = { name: words.name(proposer.name), amount: words.money(less.amount) };
  const canAgree = abilities.includes('agreeLess');
  return (
    <Notice
      tone={canAgree ? 'waiting' : 'neutral'}
      icon={Handshake}
      title={t(yours ? 'lessTitleYours' : 'lessTitleTheirs', values)}
    >
      <Typography variant="body2" sx={{ mt: 1 }}>
        {yours ? t('waiting', { name: words.name(other.name) }) : t('lessBody')}
      </Typography>
      {less.note && (
        <Typography
          variant="body2"
          dir="auto"
          sx={{ mt: 1, whiteSpace: 'pre-wrap', color: 'text.secondary' }}
        >
          {less.note}
        </Typography>
      )}
      <Box sx={{ mt: 3 }}>
        <LinkButton href={href} variant={canAgree ? 'contained' : 'outlined'}>
          {t(canAgree ? 'answer' : 'see')}
        </LinkButton>
      </Box>
    </Notice>
  );
}

const canStep = ({ abilities }: Payment): boolean => abilities.includes('proposeLess');

/** The seller has no page of the payment among their buttons: here is the way to it. */
function Offer({ href }: { href: string }) {
  const { t } = useTranslation('paySides');
  return (
    <Box>
      <LinkButton href={href} variant="outlined">
        {t('see')}
      </LinkButton>
    </Box>
  );
}
