'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowRight, CloudOff } from 'lucide-react';
import { useId } from 'react';
import type { Deal } from '@/actions/deal';
import { assetsQuery, createPaymentAction, type Asset, type Payment } from '@/actions/payment';
import { AssetIcon } from '@/components/asset-icon';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { FormError } from '@/components/form-error';
import { ListSkeleton } from '@/components/skeletons';
import { Spinner } from '@/components/spinner';
import { useTranslation } from '@/locales/i18n-provider';

interface ChooseAssetProps {
  deal: Deal;
  onChosen: (payment: Payment) => void;
}

/** The coins the seller accepts, each with its network; choosing one asks for an address. */
export function ChooseAsset({ deal, onChosen }: ChooseAssetProps) {
  const { t } = useTranslation('pay');
  const headingId = useId();
  const assets = useQuery(assetsQuery());
  const create = useMutation(createPaymentAction);
  const payable = assets.data?.filter(({ code }) => deal.contract.acceptedAssets.includes(code)) ?? [];
  const choose = ({ code }: Asset) => {
    create.mutate({ requestId: deal.requestId, asset: code }, { onSuccess: onChosen });
  };
  return (
    <Box component="section" aria-labelledby={headingId} sx={{ maxWidth: 640 }}>
      <Typography id={headingId} variant="h3" component="h2">
        {t('choose.heading')}
      </Typography>
      <Typography sx={{ mt: 2, mb: 5, color: 'text.secondary', textWrap: 'pretty' }}>
        {t('choose.body', { seller: deal.seller.name })}
      </Typography>
      <Box sx={{ display: 'grid', gap: 3 }}>
        <FormError error={create.error} />
        {assets.data ? (
          payable.length > 0 ? (
            payable.map((asset) => (
              <AssetChoice
                key={asset.code}
                asset={asset}
                pending={create.isPending && create.variables.asset === asset.code}
                disabled={create.isPending}
                onChoose={choose}
              />
            ))
          ) : (
            <EmptyState icon={CloudOff} title={t('choose.none')} body={t('choose.noneBody')} />
          )
        ) : assets.error ? (
          <ErrorState error={assets.error} onRetry={() => void assets.refetch()} />
        ) : (
          <ListSkeleton count={2} height={80} label={t('loading')} />
        )}
      </Box>
    </Box>
  );
}

interface AssetChoiceProps {
  asset: Asset;
  pending: boolean;
  disabled: boolean;
  onChoose: (asset: Asset) => void;
}

function AssetChoice({ asset, pending, disabled, onChoose }: AssetChoiceProps) {
  const { t } = useTranslation('pay');
  const { symbol, network } = asset;
  return (
    <Box
      component="button"
      type="button"
      disabled={disabled}
      aria-busy={pending || undefined}
      data-asset={asset.code}
      onClick={() => {
        onChoose(asset);
      }}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 4,
        width: '100%',
        p: 5,
        font: 'inherit',
        textAlign: 'start',
        color: 'text.primary',
        bgcolor: 'background.paper',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1.5,
        cursor: 'pointer',
        transition: 'border-color 120ms, background-color 120ms',
        '&:hover:not(:disabled)': { borderColor: 'primary.main', bgcolor: 'surface.brandSoft' },
        '&:disabled': { cursor: 'default', opacity: pending ? 1 : 0.6 },
      }}
    >
      <AssetIcon asset={asset} size={44} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 620 }}>{t('choose.payWith', { symbol, network })}</Box>
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>
          {t(asset.stable ? 'choose.stable' : 'choose.floating')}
        </Box>
      </Box>
      {pending ? <Spinner /> : <ArrowRight size={18} aria-hidden className="mirror-rtl" />}
    </Box>
  );
}
