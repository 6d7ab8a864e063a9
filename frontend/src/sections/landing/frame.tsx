import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';

export type LandingT = TFunction<readonly ['landing']>;

interface BandProps {
  id?: string;
  title: string;
  lead?: string;
  /** A ground that sets it off from its neighbours. */
  sunken?: boolean;
  children: ReactNode;
}

/** One part of the page. */
export function Band({ id, title, lead, sunken, children }: BandProps) {
  return (
    <Box
      component="section"
      id={id}
      aria-label={title}
      sx={{
        bgcolor: sunken ? 'surface.sunken' : 'transparent',
        borderBlock: sunken ? 1 : 0,
        borderColor: 'divider',
        scrollMarginTop: 64,
      }}
    >
      <Box sx={{ maxWidth: 1144, mx: 'auto', px: { xs: 4, sm: 6, md: 8 }, py: { xs: 16, md: 24 } }}>
        <Typography variant="h1" component="h2" sx={{ textWrap: 'balance', maxWidth: '24ch' }}>
          {title}
        </Typography>
        {lead && (
          <Typography
            variant="subtitle1"
            component="p"
            sx={{ mt: 3, color: 'text.secondary', maxWidth: '60ch' }}
          >
            {lead}
          </Typography>
        )}
        <Box sx={{ mt: { xs: 10, md: 12 } }}>{children}</Box>
      </Box>
    </Box>
  );
}
