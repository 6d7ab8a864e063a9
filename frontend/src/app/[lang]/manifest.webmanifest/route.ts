import type { MetadataRoute } from 'next';
import { isLanguage, languageInfo } from '@/config/languages';
import { paths } from '@/config/paths';
import { getTranslations } from '@/locales/server';
import { sand, teal } from '@/theme/tokens';

/** The web app manifest in the page's language. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ lang: string }> },
): Promise<Response> {
  const { lang } = await params;
  if (!isLanguage(lang)) return new Response(null, { status: 404 });
  const t = await getTranslations(lang, ['common']);
  const { tag, direction } = languageInfo[lang];
  const manifest: MetadataRoute.Manifest = {
    id: `/${lang}`,
    name: t('app.name'),
    short_name: t('app.name'),
    description: t('app.tagline'),
    lang: tag,
    dir: direction,
    start_url: paths.deals(lang),
    scope: '/',
    display: 'standalone',
    background_color: sand[50],
    theme_color: teal[600],
    categories: ['shopping', 'finance'],
    icons: [
      { src: '/icons/icon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: '/icons/icon-192.png', type: 'image/png', sizes: '192x192' },
      { src: '/icons/icon-512.png', type: 'image/png', sizes: '512x512' },
      { src: '/icons/icon-maskable-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: t('nav.newRequest'), url: paths.newRequest(lang) },
      { name: t('nav.wallet'), url: paths.wallet(lang) },
    ],
  };
  return Response.json(manifest, {
    headers: { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=3600' },
  });
}
