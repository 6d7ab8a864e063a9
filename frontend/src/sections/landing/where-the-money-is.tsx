import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { CircleCheck, LockKeyhole, PackageCheck, Scale, Truck, Wallet, type LucideIcon } from 'lucide-react';
import type { ToneName } from '@/theme/tokens';
import { Band, type LandingT } from './frame';

type Place = 'buyer' | 'escrow' | 'seller';

const rows: readonly {
  key: 'offer' | 'funded' | 'delivery' | 'delivered' | 'disputed' | 'done';
  icon: LucideIcon;
  tone: ToneName;
  place: Place;
}[] = [
  { key: 'offer', icon: Wallet, tone: 'payment', place: 'buyer' },
  { key: 'funded', icon: LockKeyhole, tone: 'funded', place: 'escrow' },
  { key: 'delivery', icon: Truck, tone: 'delivery', place: 'escrow' },
  { key: 'delivered', icon: PackageCheck, tone: 'delivered', place: 'escrow' },
  { key: 'disputed', icon: Scale, tone: 'disputed', place: 'escrow' },
  { key: 'done', icon: CircleCheck, tone: 'completed', place: 'seller' },
];

const places: readonly Place[] = ['buyer', 'escrow', 'seller'];
const columns = { md: '1.1fr 1.5fr 1.6fr' };

/** A table whose middle column shows the money moving from left to right, down the life of a deal. */
export function WhereTheMoneyIs({ t }: { t: LandingT }) {
  return (
    <Band title={t('where.title')} lead={t('where.lead')}>
      <Box
        role="table"
        aria-label={t('where.title')}
        sx={{
          border: 1,
          borderColor: 'divider',
          borderRadius: 1.5,
          overflow: 'hidden',
          bgcolor: 'background.paper',
        }}
      >
        <Box
          role="row"
          sx={{
            display: { xs: 'none', md: 'grid' },
            gridTemplateColumns: columns,
            gap: 6,
            px: 6,
            py: 3,
            bgcolor: 'surface.sunken',
            color: 'text.secondary',
            typography: 'subtitle2',
          }}
        >
          {(['step', 'place', 'silence'] as const).map((column) => (
            <span role="columnheader" key={column}>
              {t(`where.columns.${column}`)}
            </span>
          ))}
        </Box>
        {rows.map(({ key, icon: Icon, tone, place }) => (
          <Box
            role="row"
            key={key}
            sx={{
              display: 'grid',
              gridTemplateColumns: columns,
              alignItems: 'center',
              columnGap: 6,
              rowGap: 3,
              px: { xs: 4, md: 6 },
              py: { xs: 5, md: 4 },
              borderTop: 1,
              borderColor: 'divider',
            }}
          >
            <Box role="cell" sx={{ display: 'flex', alignItems: 'center', gap: 3, fontWeight: 580 }}>
              <Box aria-hidden sx={{ display: 'flex', color: `tone.${tone}.fg` }}>
                <Icon size={18} strokeWidth={2} />
              </Box>
              {t(`where.rows.${key}.step`)}
            </Box>
            <Box role="cell" sx={{ display: 'flex', alignItems: 'center', gap: 4 }}>
              <Track place={place} tone={tone} />
              <Typography variant="body2" sx={{ fontWeight: 550 }}>
                {t(`where.rows.${key}.place`)}
              </Typography>
            </Box>
            <Typography role="cell" variant="body2" sx={{ color: 'text.secondary' }}>
              {t(`where.rows.${key}.silence`)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Band>
  );
}

/** Three places on a line; the money is at the filled one. */
function Track({ place, tone }: { place: Place; tone: ToneName }) {
  return (
    <Box aria-hidden sx={{ display: 'flex', alignItems: 'center', flexShrink: 0, width: 92 }}>
      {places.map((one, index) => (
        <Box key={one} sx={{ display: 'flex', alignItems: 'center', flex: index === 0 ? '0 0 auto' : 1 }}>
          {index > 0 && <Box sx={{ flex: 1, height: '2px', bgcolor: 'divider' }} />}
          <Box
            sx={{
              width: one === place ? 18 : 8,
              height: one === place ? 18 : 8,
              borderRadius: '50%',
              border: one === place ? 5 : 2,
              borderColor: one === place ? `tone.${tone}.fg` : 'surface.borderStrong',
              bgcolor: 'background.paper',
            }}
          />
        </Box>
      ))}
    </Box>
  );
}
