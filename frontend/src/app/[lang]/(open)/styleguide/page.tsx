import { notFound } from 'next/navigation';
import { isProduction } from '@/config/mode';
import { StyleguideView } from '@/sections/styleguide/lazy-styleguide-view';

export const metadata = { title: 'Style guide', robots: { index: false } };

/** Every shared component on one page, for those who build with them; in development only. */
export default function StyleguidePage() {
  if (isProduction) notFound();
  return <StyleguideView />;
}
