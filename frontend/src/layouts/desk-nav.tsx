'use client';

import Box from '@mui/material/Box';
import { usePathname } from 'next/navigation';
import { useSession } from '@/actions/session';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { deskOf, desksOf } from './desks';
import { Place } from './side-nav-place';

/** The desks of Amn's staff, below everybody's places. */
export function DeskNav() {
  const { t } = useTranslation();
  const language = useLanguage();
  const here = deskOf(usePathname(), language);
  return (
    <>
      <Box
        component="p"
        sx={{ m: 0, mt: 5, mb: 1, px: 3, fontSize: '0.8125rem', fontWeight: 600, color: 'text.secondary' }}
      >
        {t('nav.staff.label')}
      </Box>
      {desksOf(useSession().user).map(({ key, icon, href }) => (
        <Place
          key={key}
          href={href(language)}
          icon={icon}
          label={t(`nav.staff.${key}`)}
          current={key === here}
        />
      ))}
    </>
  );
}
