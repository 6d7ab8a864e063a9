import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { BellRing, Link2, Ruler, UsersRound } from 'lucide-react';
import { Band, type LandingT } from './frame';

const items = [
  { key: 'exact', icon: Ruler },
  { key: 'chain', icon: Link2 },
  { key: 'people', icon: UsersRound },
  { key: 'quiet', icon: BellRing },
] as const;

export function Trust({ t }: { t: LandingT }) {
  return (
    <Band title={t('trust.title')} sunken>
      <Box sx={{ display: 'grid', gap: { xs: 10, md: 12 }, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        {items.map(({ key, icon: Icon }) => (
          <Box key={key} sx={{ display: 'flex', gap: 5 }}>
            <Box
              aria-hidden
              sx={{
                display: 'grid',
                placeItems: 'center',
                flexShrink: 0,
                width: 44,
                height: 44,
                borderRadius: 1.5,
                border: 1,
                borderColor: 'divider',
                bgcolor: 'background.paper',
                color: 'primary.main',
              }}
            >
              <Icon size={20} strokeWidth={1.75} />
            </Box>
            <Box>
              <Typography variant="h4" component="h3">
                {t(`trust.items.${key}.title`)}
              </Typography>
              <Typography sx={{ mt: 1.5, color: 'text.secondary', maxWidth: '52ch' }}>
                {t(`trust.items.${key}.body`)}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Band>
  );
}
