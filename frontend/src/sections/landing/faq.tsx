import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Plus } from 'lucide-react';
import { Band, type LandingT } from './frame';

const questions = ['fees', 'coins', 'wallet', 'late', 'wrong', 'who'] as const;

/** The browser's own disclosure: it opens without a script and is found by the browser's search. */
export function Faq({ t }: { t: LandingT }) {
  return (
    <Band id="faq" title={t('faq.title')}>
      <Box sx={{ borderTop: 1, borderColor: 'divider', maxWidth: 820 }}>
        {questions.map((key) => (
          <Box
            component="details"
            key={key}
            sx={{
              borderBottom: 1,
              borderColor: 'divider',
              '&[open] .faq-mark': { transform: 'rotate(45deg)' },
            }}
          >
            <Box
              component="summary"
              sx={{
                display: 'flex',
                alignItems: 'center',
                justifyContent: 'space-between',
                gap: 4,
                py: 5,
                cursor: 'pointer',
                listStyle: 'none',
                typography: 'h4',
                '&::-webkit-details-marker': { display: 'none' },
                '&:hover': { color: 'primary.main' },
              }}
            >
              {t(`faq.items.${key}.q`)}
              <Box
                aria-hidden
                className="faq-mark"
                sx={{ display: 'flex', flexShrink: 0, transition: 'transform 160ms' }}
              >
                <Plus size={20} strokeWidth={1.75} />
              </Box>
            </Box>
            <Typography sx={{ pb: 6, color: 'text.secondary', maxWidth: '68ch' }}>
              {t(`faq.items.${key}.a`)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Band>
  );
}
