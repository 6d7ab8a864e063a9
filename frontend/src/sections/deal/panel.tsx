import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';

/** A part of the deal's page with its heading. */
export function Panel({
  title,
  icon: Icon,
  children,
}: {
  title: string;
  icon?: LucideIcon;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} sx={{ p: { xs: 4, sm: 6 } }}>
      <Typography
        id={id}
        variant="h4"
        component="h2"
        sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 4 }}
      >
        {Icon && (
          <Box component="span" aria-hidden sx={{ display: 'flex', color: 'text.secondary' }}>
            <Icon size={18} strokeWidth={1.75} />
          </Box>
        )}
        {title}
      </Typography>
      {children}
    </Card>
  );
}

export interface FactRow {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly strong?: boolean;
}

/** Labels and values, line by line. */
export function Facts({ rows }: { rows: readonly FactRow[] }) {
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2.5 }}>
      {rows.map(({ label, value, strong }, index) => (
        <Box
          key={index}
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            justifyContent: 'space-between',
            columnGap: 4,
            rowGap: 0.5,
          }}
        >
          <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
            {label}
          </Typography>
          <Typography
            component="dd"
            variant="body2"
            className="tabular"
            sx={{ m: 0, minWidth: 0, fontWeight: strong ? 650 : 500, overflowWrap: 'anywhere' }}
          >
            {value}
          </Typography>
        </Box>
      ))}
    </Box>
  );
}
