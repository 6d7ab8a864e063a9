'use client';

import { LogIn } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { useSession } from '@/actions/session';
import { LinkButton } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Page } from '@/components/page';
import { ListSkeleton, PageHeaderSkeleton } from '@/components/skeletons';
import { paths } from '@/config/paths';
import { ApiError } from '@/lib/api-error';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';

/** Draws a page for a signed-in person only; others are told how to get in, and come back afterwards. */
export function SignedInOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const pathname = usePathname();
  const search = useSearchParams().toString();
  const { status, restore } = useSession();
  if (status === 'signed-in') return children;
  if (status === 'restoring') {
    return (
      <Page>
        <PageHeaderSkeleton />
        <ListSkeleton label={t('session.restoring')} />
      </Page>
    );
  }
  if (status === 'unreachable') {
    const error = new ApiError({
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'The session could not be restored',
    });
    return (
      <Page width="reading">
        <ErrorState error={error} onRetry={restore} />
      </Page>
    );
  }
  const here = search ? `${pathname}?${search}` : pathname;
  return (
    <Page width="reading">
      <EmptyState
        icon={LogIn}
        title={t('session.needed')}
        body={t('session.neededBody')}
        action={
          <LinkButton href={paths.signIn(language, here)} variant="contained">
            {t('session.signIn')}
          </LinkButton>
        }
      />
    </Page>
  );
}
