'use client';

import Box from '@mui/material/Box';
import { ShieldOff } from 'lucide-react';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Page } from '@/components/page';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { deskOf, desksOf } from './desks';

/** Draws a desk for those who work there; the API refuses everybody else by itself. */
export function StaffOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('admin');
  const language = useLanguage();
  const here = deskOf(usePathname(), language);
  const desks = desksOf(useSession().user);
  const isAllowed = here === null ? desks.length > 0 : desks.some(({ key }) => key === here);
  if (!isAllowed) {
    return (
      <Page width="reading">
        <EmptyState
          icon={ShieldOff}
          title={t('notAllowed.title')}
          body={t('notAllowed.body')}
          action={
            <LinkButton href={paths.deals(language)} variant="contained">
              {t('notAllowed.back')}
            </LinkButton>
          }
        />
      </Page>
    );
  }
  return (
    <>
      {here !== null && <DeskStrip here={here} />}
      {children}
    </>
  );
}

/** The desks on a phone, where there is no side navigation. */
function DeskStrip({ here }: { here: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const desks = desksOf(useSession().user);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    // The desk that is open may lie beyond the edge.
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [here]);
  return (
    <Box
      component="nav"
      ref={strip}
      aria-label={t('nav.staff.label')}
      sx={{
        display: { xs: 'flex', md: 'none' },
        gap: 1,
        px: 4,
        py: 2,
        overflowX: 'auto',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {desks.map(({ key, href }) => (
        <Box
          key={key}
          component={NextLink}
          href={href(language)}
          aria-current={key === here ? 'page' : undefined}
          sx={{
            display: 'inline-flex',
            alignItems: 'center',
            flexShrink: 0,
            minHeight: 40,
            px: 3,
            borderRadius: 999,
            fontSize: '0.875rem',
            fontWeight: 550,
            textDecoration: 'none',
            color: key === here ? 'primary.main' : 'text.secondary',
            bgcolor: key === here ? 'action.selected' : 'transparent',
          }}
        >
          {t(`nav.staff.${key}`)}
        </Box>
      ))}
    </Box>
  );
}
