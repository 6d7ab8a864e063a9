'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { Link2, LockKeyhole, Scale } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '@/locales/i18n-provider';

const points = [
  { key: 'held', icon: LockKeyhole },
  { key: 'seen', icon: Link2 },
  { key: 'fair', icon: Scale },
] as const;

interface AuthFrameProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** Below the card. */
  footer?: ReactNode;
}

/** A form to come in by, and beside it why it is safe here. */
export function AuthFrame({ title, lead, children, footer }: AuthFrameProps) {
  const { t } = useTranslation('auth');
  return (
    <Box sx={{ flex: 1, display: 'grid', gridTemplateColumns: { md: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
      <Box sx={{ display: 'flex', justifyContent: 'center', px: { xs: 4, sm: 8 }, py: { xs: 8, md: 16 } }}>
        <Box sx={{ width: '100%', maxWidth: 420 }}>
          <Typography variant="h1">{title}</Typography>
          {lead && <Typography sx={{ mt: 2, color: 'text.secondary' }}>{lead}</Typography>}
          <Box sx={{ mt: 8 }}>{children}</Box>
          {footer && <Typography sx={{ mt: 8, color: 'text.secondary' }}>{footer}</Typography>}
        </Box>
      </Box>
      <Box
        component="aside"
        sx={{
          display: { xs: 'none', md: 'flex' },
          alignItems: 'center',
          justifyContent: 'center',
          p: 16,
          bgcolor: 'surface.sunken',
          borderInlineStart: 1,
          borderColor: 'divider',
        }}
      >
        <Box sx={{ maxWidth: 400 }}>
          <Typography variant="h2" component="p" sx={{ textWrap: 'balance' }}>
            {t('aside.title')}
          </Typography>
          <Typography sx={{ mt: 3, color: 'text.secondary' }}>{t('aside.body')}</Typography>
          <Box component="ul" sx={{ listStyle: 'none', p: 0, mt: 10, mb: 0, display: 'grid', gap: 3 }}>
            {points.map(({ key, icon: Icon }) => (
              <Card component="li" key={key} sx={{ display: 'flex', gap: 4, alignItems: 'center', p: 4 }}>
                <Box aria-hidden sx={{ color: 'primary.main', display: 'flex' }}>
                  <Icon size={20} strokeWidth={1.75} />
                </Box>
                <Typography variant="body2">{t(`aside.points.${key}`)}</Typography>
              </Card>
            ))}
          </Box>
        </Box>
      </Box>
    </Box>
  );
}
