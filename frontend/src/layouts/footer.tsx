'use client';

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import NextLink from 'next/link';
import { Logo } from '@/components/logo';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

const link = {
  display: 'inline-block',
  py: 1,
  typography: 'body2',
  color: 'text.secondary',
  textDecoration: 'none',
  '&:hover': { color: 'text.primary', textDecoration: 'underline' },
};

export function Footer() {
  const { t } = useTranslation();
  const language = useLanguage();
  const columns = [
    {
      title: t('footer.product'),
      links: [
        { label: t('nav.requests'), href: paths.requests(language) },
        { label: t('footer.howItWorks'), href: `${paths.landing(language)}#how` },
        { label: t('footer.faq'), href: `${paths.landing(language)}#faq` },
        { label: t('footer.fees'), href: paths.fees(language) },
        { label: t('footer.liabilities'), href: paths.liabilities(language) },
        // The reference is the backend's page, not a route of this application.
        { label: t('footer.api'), href: '/api/docs' },
      ],
    },
    {
      title: t('footer.account'),
      links: [
        { label: t('session.signIn'), href: paths.signIn(language) },
        { label: t('session.signUp'), href: paths.signUp(language) },
      ],
    },
  ];
  return (
    <Box component="footer" sx={{ borderTop: 1, borderColor: 'divider', mt: 'auto' }}>
      <Box
        sx={{
          maxWidth: 1144,
          mx: 'auto',
          px: { xs: 4, sm: 6, md: 8 },
          py: { xs: 8, md: 12 },
          display: 'grid',
          gap: { xs: 8, md: 12 },
          gridTemplateColumns: { xs: '1fr 1fr', md: '2fr 1fr 1fr' },
        }}
      >
        <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
          <Logo name={t('app.name')} />
          <Typography variant="body2" sx={{ mt: 4, color: 'text.secondary', maxWidth: '44ch' }}>
            {t('footer.safety')}
          </Typography>
        </Box>
        {columns.map(({ title, links }) => (
          <Box component="nav" key={title} aria-label={title}>
            <Typography variant="subtitle2" component="p" sx={{ mb: 2 }}>
              {title}
            </Typography>
            <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
              {links.map(({ label, href }) => (
                <li key={href}>
                  <Box component={href.startsWith('/api') ? 'a' : NextLink} href={href} sx={link}>
                    {label}
                  </Box>
                </li>
              ))}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
