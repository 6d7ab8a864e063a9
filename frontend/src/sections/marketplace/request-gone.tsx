'use client';

import Box from '@mui/material/Box';
import { FileQuestion } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Page } from '@/components/page';
import { paths } from '@/config/paths';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

/** There is no such request, or not for whoever looks. */
export function RequestGone() {
  const { t } = useTranslation('marketplace');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const pathname = usePathname();
  const anonymous = useSession().status === 'anonymous';
  return (
    <Page width="reading">
      <EmptyState
        icon={FileQuestion}
        title={t('gone.title')}
        body={anonymous ? t('gone.bodySignIn') : t('gone.body')}
        action={
          <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: 2 }}>
            {anonymous && (
              <LinkButton variant="contained" href={paths.signIn(language, pathname)}>
                {common('session.signIn')}
              </LinkButton>
            )}
            <LinkButton href={paths.requests(language)}>{t('gone.action')}</LinkButton>
          </Box>
        }
      />
    </Page>
  );
}
