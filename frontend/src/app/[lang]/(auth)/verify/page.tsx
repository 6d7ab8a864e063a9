import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { VerifyView } from '@/sections/auth/verify-view';

export async function generateMetadata({ params }: PageProps<'/[lang]/verify'>): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['auth']);
  return { title: t('verify.title'), description: t('verify.metaDescription') };
}

export default async function VerifyPage({ params }: PageProps<'/[lang]/verify'>) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['auth']}>
      <Suspense>
        <VerifyView />
      </Suspense>
    </PageMessages>
  );
}
