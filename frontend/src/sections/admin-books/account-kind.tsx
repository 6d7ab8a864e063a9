'use client';

import Box from '@mui/material/Box';
import { useTranslation } from '@/locales/i18n-provider';

/** The accounts of the ledger, for people; a new one of the backend's is shown by its own name until it has words. */
const KINDS = [
  'gateway',
  'suspense',
  'quarantine',
  'escrow',
  'buyer_credit',
  'credit_reserved',
  'refund_payable',
  'seller_payable',
  'payout_inflight',
  'fee_revenue',
  'network_fee',
  'equity',
  'loss',
] as const;

/** What an account is for, with the name it has in the ledger. */
export function AccountKind({ kind }: { kind: string }) {
  const { t } = useTranslation('adminBooks');
  const known = KINDS.find((one) => one === kind);
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 2 }}
    >
      {known && t(`accounts.${known}`)}
      <Box
        component="bdi"
        dir="ltr"
        sx={{ typography: 'mono', fontSize: '0.75rem', fontWeight: 400, color: 'text.secondary' }}
      >
        {kind}
      </Box>
    </Box>
  );
}
