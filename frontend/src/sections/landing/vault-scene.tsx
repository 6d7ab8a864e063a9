import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Clock, LockKeyhole } from 'lucide-react';
import { AssetIcon } from '@/components/asset-icon';
import { TonePill } from '@/components/tone-pill';
import type { LandingT } from './frame';

/** A vault with its door ajar and daylight in it, and before it the one thing it holds. */
export function VaultScene({ t }: { t: LandingT }) {
  return (
    <Box
      component="figure"
      aria-label={t('vault.label')}
      sx={{ position: 'relative', m: 0, aspectRatio: '1 / 1', width: '100%', maxWidth: 500, mx: 'auto' }}
    >
      <VaultDoor />
      <Box
        sx={{
          position: 'absolute',
          insetInline: '6%',
          bottom: '9%',
          p: { xs: 4, sm: 5 },
          borderRadius: 2,
          border: 1,
          borderColor: 'divider',
          bgcolor: 'background.paper',
          boxShadow: '0 1px 2px rgba(12,17,16,.06), 0 24px 48px -16px rgba(12,17,16,.32)',
        }}
      >
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 3 }}>
          <TonePill tone="funded">
            <LockKeyhole size={14} strokeWidth={2.25} aria-hidden />
            {t('vault.held')}
          </TonePill>
          <Typography
            variant="caption"
            sx={{
              display: 'inline-flex',
              alignItems: 'center',
              gap: 1.5,
              color: 'text.secondary',
              whiteSpace: 'nowrap',
            }}
          >
            <Clock size={14} aria-hidden />
            {t('vault.until')}
          </Typography>
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, mt: 4 }}>
          <AssetIcon asset={{ symbol: 'USDT', network: 'Ethereum' }} size={44} />
          <Box>
            <Typography variant="money" component="div">
              <bdi dir="ltr">{t('vault.amount')}</bdi>
            </Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t('vault.network')}
            </Typography>
          </Box>
        </Box>
        <Box sx={{ mt: 4, pt: 4, borderTop: 1, borderColor: 'divider', display: 'grid', gap: 0.5 }}>
          <Typography variant="subtitle2" component="div">
            {t('vault.deal')}
          </Typography>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            {t('vault.between')} · {t('vault.turn')}
          </Typography>
        </Box>
      </Box>
    </Box>
  );
}

const RING = 12;

function VaultDoor() {
  const bolts = Array.from({ length: RING }, (_, index) => {
    const angle = (index / RING) * Math.PI * 2;
    // Rounded, so that server and browser write the same digits.
    return { x: (250 + Math.cos(angle) * 196).toFixed(2), y: (250 + Math.sin(angle) * 196).toFixed(2) };
  });
  return (
    <Box
      component="svg"
      viewBox="0 0 500 500"
      aria-hidden
      focusable="false"
      sx={{
        position: 'absolute',
        inset: 0,
        width: '100%',
        height: '100%',
        '--rim': 'var(--amn-palette-primary-main)',
        '--deep': 'var(--amn-palette-surface-ink)',
        '--light': '#F6D58B',
      }}
    >
      <defs>
        <radialGradient id="daylight" cx="50%" cy="42%" r="62%">
          <stop offset="0" stopColor="#FFF7E3" />
          <stop offset="0.45" stopColor="#F4DDA3" />
          <stop offset="1" stopColor="#A9CFC4" />
        </radialGradient>
        <linearGradient id="ray" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#FFF9EA" stopOpacity="0.95" />
          <stop offset="1" stopColor="#FFF9EA" stopOpacity="0" />
        </linearGradient>
        <clipPath id="inside">
          <circle cx="250" cy="250" r="164" />
        </clipPath>
      </defs>
      <circle cx="250" cy="250" r="236" style={{ fill: 'var(--deep)' }} />
      <circle cx="250" cy="250" r="236" fill="none" strokeWidth="3" style={{ stroke: 'var(--rim)' }} />
      <circle
        cx="250"
        cy="250"
        r="178"
        fill="none"
        strokeWidth="30"
        style={{ stroke: 'var(--rim)', opacity: 0.55 }}
      />
      {bolts.map(({ x, y }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r="7" style={{ fill: 'var(--rim)' }} />
      ))}
      <circle cx="250" cy="250" r="164" fill="url(#daylight)" />
      <g clipPath="url(#inside)">
        <path d="M250 60 L150 440 L205 440 Z" fill="url(#ray)" opacity="0.55" />
        <path d="M250 60 L235 440 L300 440 Z" fill="url(#ray)" opacity="0.7" />
        <path d="M250 60 L330 440 L390 440 Z" fill="url(#ray)" opacity="0.5" />
        <path d="M86 330 H414 V420 H86 Z" fill="#0B4F4A" opacity="0.14" />
      </g>
      <circle cx="250" cy="250" r="164" fill="none" stroke="#FFF7E3" strokeWidth="2" opacity="0.7" />
      <g style={{ fill: 'var(--deep)' }}>
        <circle cx="250" cy="168" r="26" />
        <path d="M239 184 h22 l9 52 a5 5 0 0 1 -5 6 h-30 a5 5 0 0 1 -5 -6 Z" />
      </g>
    </Box>
  );
}
