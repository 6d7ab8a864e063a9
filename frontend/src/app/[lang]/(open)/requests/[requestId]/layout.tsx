import { pageLanguage } from '@/app/page-language';
import { PageMessages } from '@/locales/page-messages';

/** The strings stand around "not found" as well. */
export default async function RequestLayout({
  children,
  params,
}: LayoutProps<'/[lang]/requests/[requestId]'>) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['marketplace']}>
      {children}
    </PageMessages>
  );
}
