import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { profileQuery } from '@/actions/profile';
import { prefetchPublic } from '@/actions/server-api';
import { pageLanguage } from '@/app/page-language';
import { languageAlternates, paths } from '@/config/paths';
import { PageMessages } from '@/locales/page-messages';
import { getTranslations } from '@/locales/server';
import { ProfileView } from '@/sections/profile/profile-view';

type Props = PageProps<'/[lang]/people/[userId]'>;

/** Read once for the page and its metadata. */
const readProfile = cache(async (userId: string) => {
  if (!/^[0-9a-f]{24}$/.test(userId)) notFound();
  const { state, client, missing } = await prefetchPublic([profileQuery(userId)]);
  if (missing) notFound();
  return { state, profile: client.getQueryData(profileQuery(userId).queryKey) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await pageLanguage(params);
  const { userId } = await params;
  const { profile } = await readProfile(userId);
  const t = await getTranslations(language, ['settings', 'common']);
  if (!profile) return { title: t('common:nav.profile') };
  const { name } = profile;
  return {
    title: name,
    description: t('person.metaDescription', { name }),
    alternates: {
      canonical: paths.profile(language, userId),
      languages: languageAlternates(`/people/${userId}`),
    },
  };
}

export default async function ProfilePage({ params }: Props) {
  const language = await pageLanguage(params);
  const { userId } = await params;
  const { state } = await readProfile(userId);
  return (
    <PageMessages language={language} namespaces={['settings']}>
      <HydrationBoundary state={state}>
        <ProfileView userId={userId} />
      </HydrationBoundary>
    </PageMessages>
  );
}
