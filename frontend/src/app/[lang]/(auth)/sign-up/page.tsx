import type { Metadata } from 'next';
import { Suspense } from 'react';
import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { SignUpView } from '@/sections/auth/sign-up-view';

export async function generateMetadata({ params }: PageProps<'/[lang]/sign-up'>): Promise<Metadata> {
  const t = await getTranslations(await pageLanguage(params), ['auth']);
  return { title: t('signUp.title'), description: t('signUp.metaDescription') };
}

export default async function SignUpPage({ params }: PageProps<'/[lang]/sign-up'>) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['auth']}>
      <Suspense>
        <SignUpView />
      </Suspense>
    </PageMessages>
  );
}
