import { HydrationBoundary } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { publicRequestQuery, questionsQuery } from '@/actions/marketplace';
import { prefetchPublic } from '@/actions/server-api';
import { pageLanguage } from '@/app/page-language';
import { languageAlternates } from '@/config/paths';
import { SESSION_HINT } from '@/lib/access-token';
import { getTranslations } from '@/locales/server';
import { RequestView } from '@/sections/marketplace/request-view';

type Props = PageProps<'/[lang]/requests/[requestId]'>;

/** The API's ids; anything else is the address of no request, and asking for it an error. */
const ID = /^[0-9a-f]{24}$/;

/** Asked once for the page and its metadata. */
const readPublic = cache(async (requestId: string) => {
  if (!ID.test(requestId)) notFound();
  const { state, client, missing } = await prefetchPublic([
    publicRequestQuery(requestId),
    questionsQuery(requestId),
  ]);
  return { state, missing, request: client.getQueryData(publicRequestQuery(requestId).queryKey) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await pageLanguage(params);
  const { requestId } = await params;
  const { request } = await readPublic(requestId);
  // A draft, and what is for invited people only, says nothing of itself.
  if (!request) {
    const t = await getTranslations(language, ['marketplace']);
    return { title: t('title'), robots: { index: false } };
  }
  const { title, summary: description } = request;
  const path = `/requests/${requestId}`;
  return {
    title,
    description,
    alternates: { canonical: `/${language}${path}`, languages: languageAlternates(path) },
    openGraph: {
      title,
      description,
      type: 'article',
      url: `/${language}${path}`,
      images: ['/icons/icon-512.png'],
    },
    twitter: { card: 'summary', title, description },
    robots: request.status === 'open' ? undefined : { index: false },
  };
}

export default async function RequestPage({ params }: Props) {
  const { requestId } = await params;
  const { state, missing } = await readPublic(requestId);
  // Somebody who was signed in may see what everybody else does not; the browser asks again with their right.
  const maybeTheirs = (await cookies()).get(SESSION_HINT)?.value === '1';
  if (missing && !maybeTheirs) notFound();
  return (
    <HydrationBoundary state={state}>
      <RequestView requestId={requestId} />
    </HydrationBoundary>
  );
}
