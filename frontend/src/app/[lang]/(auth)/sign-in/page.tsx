import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { SignInView } from '@/sections/auth/sign-in-view';

export async function generateMetadata({ params }: PageProps<'/[lang]/sign-in'>): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['auth']);
  return { title: t('signIn.title'), description: t('signIn.metaDescription') };
}

export default async function SignInPage({ params }: PageProps<'/[lang]/sign-in'>) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['auth']}>
      <Suspense>
        <SignInView />
      </Suspense>
    </PageMessages>
  );
}
