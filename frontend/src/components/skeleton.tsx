'use client';

import { keyframes, styled } from '@mui/material/styles';
import { radius } from '@/theme/tokens';

const pulse = keyframes({ '50%': { opacity: 0.45 } });

interface SkeletonProps {
  width?: number | string;
  height?: number | string;
  round?: boolean;
}

const px = (length: number | string | undefined) => (typeof length === 'number' ? `${length}px` : length);

/** A grey shape of what is being read, of its final size. */
export const Skeleton = styled('span', {
  // Stands in the name of the class, so that a page still being read can be told from one that is there.
  label: 'skeleton',
  shouldForwardProp: (name) => name !== 'width' && name !== 'height' && name !== 'round',
})<SkeletonProps>(({ theme, width = '100%', height = 16, round }) => ({
  display: 'block',
  flexShrink: 0,
  width: px(width),
  height: px(height),
  maxWidth: '100%',
  borderRadius: round ? radius.pill : radius.control,
  backgroundColor: theme.vars.palette.surface.sunken,
  animation: `${pulse} 1600ms ease-in-out infinite`,
}));
