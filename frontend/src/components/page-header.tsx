import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** Above the title: a way back, a status. */
  eyebrow?: ReactNode;
  /** The page's one primary action, and at most one beside it. */
  actions?: ReactNode;
}

export function PageHeader({ title, lead, eyebrow, actions }: PageHeaderProps) {
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-end',
        justifyContent: 'space-between',
        gap: 4,
        mb: { xs: 6, md: 8 },
      }}
    >
      <Box sx={{ minWidth: 0, flex: '1 1 320px' }}>
        {eyebrow && <Box sx={{ mb: 2 }}>{eyebrow}</Box>}
        <Typography variant="h1" sx={{ textWrap: 'balance' }}>
          {title}
        </Typography>
        {lead && (
          <Typography sx={{ mt: 2, color: 'text.secondary', maxWidth: '64ch', textWrap: 'pretty' }}>
            {lead}
          </Typography>
        )}
      </Box>
      {actions && <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>{actions}</Box>}
    </Box>
  );
}
