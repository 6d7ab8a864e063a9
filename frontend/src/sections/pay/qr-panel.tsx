'use client';

import Box from '@mui/material/Box';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Skeleton } from '@/components/skeleton';
import { ExternalLink } from '@/components/text-link';
import { patiently } from '@/lib/patiently';
import { useTranslation } from '@/locales/i18n-provider';

const SIZE = 184;
const QrCode = dynamic(
  patiently(() => import('@/components/qr-code')),
  {
    ssr: false,
    loading: () => <Skeleton width={SIZE} height={SIZE} />,
  },
);

interface QrPanelProps {
  address: string;
  /** Address, network and the amount that is missing in one link (EIP-681). */
  paymentUri: string | null;
}

/** The code to scan; not every wallet reads the amount in it, so the address alone can be had as well. */
export function QrPanel({ address, paymentUri }: QrPanelProps) {
  const { t } = useTranslation('pay');
  const [addressOnly, setAddressOnly] = useState(false);
  const plain = addressOnly || paymentUri === null;
  const value = plain ? address : paymentUri;
  return (
    <Box sx={{ display: 'grid', gap: 3, justifyItems: 'center', width: SIZE + 32, mx: 'auto' }}>
      <Box
        data-testid="pay-qr"
        data-uri={value}
        // White in the dark as well: cameras want a light ground.
        sx={{ p: 4, bgcolor: '#fff', border: 1, borderColor: 'divider', borderRadius: 1.5, lineHeight: 0 }}
      >
        <QrCode value={value} size={SIZE} label={t(plain ? 'qr.labelAddress' : 'qr.label')} />
      </Box>
      <Box sx={{ fontSize: '0.875rem', textAlign: 'center', color: 'text.secondary' }}>
        {plain ? t('qr.addressHint') : t('qr.scan')}
      </Box>
      {paymentUri !== null && (
        // A phone does not scan its own screen.
        <Box sx={{ display: 'none', '@media (pointer: coarse)': { display: 'block' } }}>
          <ExternalLink href={paymentUri}>{t('qr.open')}</ExternalLink>
        </Box>
      )}
      {paymentUri !== null && (
        <Button
          size="small"
          variant="text"
          aria-pressed={addressOnly}
          onClick={() => {
            setAddressOnly(!addressOnly);
          }}
        >
          {t('qr.addressOnly')}
        </Button>
      )}
    </Box>
  );
}
