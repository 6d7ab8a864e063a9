import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { LinkButton } from '@/components/button';
import type { Language } from '@/config/languages';
import { paths } from '@/config/paths';
import type { LandingT } from './frame';

export function Closing({ t, language }: { t: LandingT; language: Language }) {
  return (
    <Box component="section" sx={{ px: { xs: 4, sm: 6, md: 8 }, pb: { xs: 16, md: 24 } }}>
      <Box
        sx={{
          maxWidth: 1080,
          mx: 'auto',
          p: { xs: 8, md: 14 },
          borderRadius: 2.5,
          bgcolor: 'surface.ink',
          color: '#F4F0E8',
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 8,
        }}
      >
        <Box>
          <Typography variant="h1" component="h2">
            {t('closing.title')}
          </Typography>
          <Typography sx={{ mt: 3, maxWidth: '48ch', opacity: 0.86 }}>{t('closing.body')}</Typography>
        </Box>
        <LinkButton href={paths.newRequest(language)} size="large">
          {t('closing.primary')}
        </LinkButton>
      </Box>
    </Box>
  );
}
