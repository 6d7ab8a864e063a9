'use client';

import Box from '@mui/material/Box';

interface AssetIconProps {
  asset: { readonly symbol: string; readonly network: string };
  /** Edge in px. */
  size?: number;
}

interface Look {
  readonly ground: string;
  readonly mark: string;
}

/**
 * Signs that are drawn rather than written: lines on a ground of 24. Their letters stand in font files of their own,
 * and a page would load one for a single sign.
 */
const drawn: Readonly<Record<string, string>> = {
  '₮': 'M6.5 6.5h11M12 6.5V18M8 11.4l8-2M8 14.6l8-2',
  '₿': 'M9.5 6.5v11M9.5 6.5h3.6a2.75 2.75 0 0 1 0 5.5H9.5h4.3a2.75 2.75 0 0 1 0 5.5H9.5M11 4.5v2M13.4 4.5v2M11 17.5v2M13.4 17.5v2',
  Ξ: 'M7 7h10M8.5 12h7M7 17h10',
  '◈': 'M12 5.5l6.5 6.5-6.5 6.5L5.5 12zM12 10l2 2-2 2-2-2z',
};

/** Grounds and marks of the known coins; an unknown one shows its first letter. */
const coins: Readonly<Record<string, Look>> = {
  USDT: { ground: '#1A7F64', mark: '₮' },
  USDC: { ground: '#2364B8', mark: '$' },
  DAI: { ground: '#B36B00', mark: '◈' },
  ETH: { ground: '#4A5699', mark: 'Ξ' },
  BTC: { ground: '#B35C00', mark: '₿' },
};

const networks: Readonly<Record<string, Look>> = {
  ethereum: { ground: '#4A5699', mark: 'E' },
  bsc: { ground: '#8A6A00', mark: 'B' },
  bnb: { ground: '#8A6A00', mark: 'B' },
  polygon: { ground: '#6B3FC4', mark: 'P' },
  tron: { ground: '#B32A2A', mark: 'T' },
  arbitrum: { ground: '#22608F', mark: 'A' },
  base: { ground: '#1E4FC2', mark: 'B' },
};

const fallback = (name: string) => ({ ground: '#5A5246', mark: name.charAt(0).toUpperCase() });

function lookOfNetwork(network: string) {
  const key = network.toLowerCase().split(/[\s-]/)[0] ?? '';
  return networks[key] ?? fallback(network);
}

/** A coin with its network's mark at the corner. Decorative: the names always stand beside it. */
export function AssetIcon({ asset, size = 32 }: AssetIconProps) {
  const coin = coins[asset.symbol] ?? fallback(asset.symbol);
  const badge = Math.round(size * 0.46);
  return (
    <Box
      component="span"
      aria-hidden
      sx={{ position: 'relative', display: 'inline-flex', flexShrink: 0, width: size, height: size }}
    >
      <Disc look={coin} size={size} />
      <Box
        component="span"
        sx={{
          position: 'absolute',
          insetInlineEnd: -badge * 0.2,
          bottom: -badge * 0.2,
          display: 'flex',
          borderRadius: '50%',
          border: 2,
          borderColor: 'background.paper',
        }}
      >
        <Disc look={lookOfNetwork(asset.network)} size={badge} />
      </Box>
    </Box>
  );
}

/** The mark of a network alone. */
export function NetworkIcon({ network, size = 20 }: { network: string; size?: number }) {
  return <Disc look={lookOfNetwork(network)} size={size} />;
}

function Disc({ look, size }: { look: Look; size: number }) {
  const lines = drawn[look.mark];
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        display: 'inline-grid',
        placeItems: 'center',
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: '50%',
        bgcolor: look.ground,
        color: '#fff',
        fontSize: size * 0.52,
        fontWeight: 650,
        lineHeight: 1,
      }}
    >
      {lines === undefined ? (
        look.mark
      ) : (
        <svg width={size * 0.84} height={size * 0.84} viewBox="0 0 24 24" fill="none">
          <path
            d={lines}
            stroke="currentColor"
            strokeWidth={2}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      )}
    </Box>
  );
}
