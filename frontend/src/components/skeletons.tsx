import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import { Skeleton } from './skeleton';

/** In place of a `PageHeader` with a lead. */
export function PageHeaderSkeleton() {
  return (
    <Box aria-hidden sx={{ mb: { xs: 6, md: 8 } }}>
      <Skeleton width="min(360px, 80%)" height={38} />
      <Box sx={{ mt: 2 }}>
        <Skeleton width="min(520px, 95%)" height={24} />
      </Box>
    </Box>
  );
}

interface CardSkeletonProps {
  /** Height of the card's content in px: that of the real one. */
  height?: number;
}

export function CardSkeleton({ height = 148 }: CardSkeletonProps) {
  return (
    <Card aria-hidden sx={{ p: 5, height, display: 'flex', flexDirection: 'column', gap: 3 }}>
      <Skeleton width={96} height={24} round />
      <Skeleton width="72%" height={22} />
      <Skeleton width="94%" height={16} />
      {height > 170 && <Skeleton width="84%" height={16} />}
    </Card>
  );
}

/** A list of cards while it is read; says so to screen readers once. */
export function ListSkeleton({
  count = 4,
  height,
  label,
}: CardSkeletonProps & { count?: number; label: string }) {
  return (
    <Box role="status" aria-label={label} sx={{ display: 'grid', gap: 3 }}>
      {Array.from({ length: count }, (_, index) => (
        <CardSkeleton key={index} height={height} />
      ))}
    </Box>
  );
}

/** Rows of a table: 45 px each, as the real ones. */
export function TableSkeleton({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <Box
      role="status"
      aria-label={label}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1.5, overflow: 'hidden' }}
    >
      {Array.from({ length: rows }, (_, index) => (
        <Box
          key={index}
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 4,
            px: 4,
            height: 45,
            borderTop: index === 0 ? 0 : 1,
            borderColor: 'divider',
          }}
        >
          <Skeleton width="28%" height={14} />
          <Skeleton width="18%" height={14} />
          <Box sx={{ marginInlineStart: 'auto', width: '22%' }}>
            <Skeleton height={14} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
