import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { LinkButton } from '@/components/button';
import type { Language } from '@/config/languages';
import { paths } from '@/config/paths';
import type { LandingT } from './frame';
import { VaultScene } from './vault-scene';

export function Hero({ t, language }: { t: LandingT; language: Language }) {
  return (
    <Box component="section" sx={{ position: 'relative', overflow: 'hidden' }}>
      <Box
        sx={{
          maxWidth: 1144,
          mx: 'auto',
          px: { xs: 4, sm: 6, md: 8 },
          pt: { xs: 12, md: 20 },
          pb: { xs: 14, md: 24 },
          display: 'grid',
          alignItems: 'center',
          gap: { xs: 12, md: 14 },
          gridTemplateColumns: { md: 'minmax(0, 1.05fr) minmax(0, 1fr)' },
        }}
      >
        <Box>
          <Typography variant="overline" component="p" sx={{ color: 'primary.main', mb: 4 }}>
            {t('hero.eyebrow')}
          </Typography>
          <Typography variant="display" sx={{ maxWidth: '14ch' }}>
            {t('hero.title')}
          </Typography>
          <Typography
            variant="subtitle1"
            component="p"
            sx={{ mt: 5, color: 'text.secondary', maxWidth: '48ch', textWrap: 'pretty' }}
          >
            {t('hero.lead')}
          </Typography>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 3, mt: 9 }}>
            <LinkButton href={paths.newRequest(language)} variant="contained" size="large">
              {t('hero.primary')}
            </LinkButton>
            <LinkButton href={paths.requests(language)} variant="outlined" size="large">
              {t('hero.secondary')}
            </LinkButton>
          </Box>
          <Typography variant="body2" sx={{ mt: 5, color: 'text.secondary' }}>
            {t('hero.note')}
          </Typography>
        </Box>
        <VaultScene t={t} />
      </Box>
    </Box>
  );
}
