import { pageLanguage } from '@/app/page-language';
import { StaffOnly } from '@/layouts/staff-only';
import { PageMessages } from '@/locales/page-messages';

/** The desks of Amn's staff. */
export default async function AdminLayout({ children, params }: LayoutProps<'/[lang]/admin'>) {
  return (
    <PageMessages language={await pageLanguage(params)} namespaces={['admin']}>
      <StaffOnly>{children}</StaffOnly>
    </PageMessages>
  );
}
