import Box from '@mui/material/Box';
import type { RequestCard } from '@/actions/marketplace';
import { Skeleton } from '@/components/skeleton';
import { RequestRow } from './request-row';

const surfaceSx = {
  m: 0,
  p: 0,
  listStyle: 'none',
  border: 1,
  borderColor: 'divider',
  borderRadius: 1.5,
  bgcolor: 'background.paper',
  '& > li + li': { borderTop: 1, borderColor: 'divider' },
  '& > li:first-of-type > article': { borderStartStartRadius: 'inherit', borderStartEndRadius: 'inherit' },
} as const;

interface RequestListProps {
  label: string;
  requests: readonly RequestCard[];
  /** Whose own requests are marked. */
  userId?: string;
}

export function RequestList({ label, requests, userId }: RequestListProps) {
  return (
    <Box component="ul" aria-label={label} sx={surfaceSx}>
      {requests.map((request) => (
        <li key={request.id}>
          <RequestRow request={request} own={request.buyer.id === userId} />
        </li>
      ))}
    </Box>
  );
}

/** Rows while they are read, of their final height. */
export function RequestListSkeleton({ label, rows = 6 }: { label: string; rows?: number }) {
  return (
    <Box role="status" aria-label={label} sx={surfaceSx}>
      {Array.from({ length: rows }, (_, index) => (
        <Box
          key={index}
          aria-hidden
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', sm: '40px minmax(0, 1fr) 132px' },
            columnGap: 4,
            rowGap: 3,
            p: { xs: 4, sm: 5 },
            minHeight: { xs: 218, sm: 147 },
            borderTop: index === 0 ? 0 : 1,
            borderColor: 'divider',
          }}
        >
          <Box sx={{ display: { xs: 'none', sm: 'block' } }}>
            <Skeleton width={40} height={40} />
          </Box>
          <Box sx={{ display: 'grid', gap: 2.5, alignContent: 'start' }}>
            <Skeleton width="62%" height={20} />
            <Skeleton width="96%" height={14} />
            <Skeleton width="80%" height={14} />
            <Skeleton width="46%" height={14} />
          </Box>
          <Box sx={{ display: 'grid', gap: 2.5, alignContent: 'start', justifyItems: { sm: 'end' } }}>
            <Skeleton width={120} height={20} />
            <Skeleton width={72} height={14} />
          </Box>
        </Box>
      ))}
    </Box>
  );
}
