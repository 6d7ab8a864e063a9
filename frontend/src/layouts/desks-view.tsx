'use client';

import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import NextLink from 'next/link';
import { useSession } from '@/actions/session';
import { Page } from '@/components/page';
import { PageHeader } from '@/components/page-header';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { desksOf } from './desks';

/** The desks a person may work at, each with what waits there. */
export function DesksView() {
  const { t } = useTranslation('admin');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const desks = desksOf(useSession().user);
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Box sx={{ display: 'grid', gap: 4, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        {desks.map(({ key, icon: Icon, href }) => (
          <Card key={key} sx={{ p: 6, position: 'relative', '&:hover': { borderColor: 'primary.main' } }}>
            <Box aria-hidden sx={{ color: 'primary.main', mb: 3, display: 'flex' }}>
              <Icon size={22} strokeWidth={1.75} />
            </Box>
            <Typography variant="h4" component="h2">
              <Box
                component={NextLink}
                href={href(language)}
                sx={{
                  color: 'inherit',
                  textDecoration: 'none',
                  '&::after': { content: '""', position: 'absolute', inset: 0 },
                }}
              >
                {common(`nav.staff.${key}`)}
              </Box>
            </Typography>
            <Typography variant="body2" sx={{ mt: 1, color: 'text.secondary' }}>
              {t(`desk.${key}`)}
            </Typography>
          </Card>
        ))}
      </Box>
    </Page>
  );
}
