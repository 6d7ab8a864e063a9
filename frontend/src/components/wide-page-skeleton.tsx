import { Page } from './page';
import { CardSkeleton, PageHeaderSkeleton } from './skeletons';

/** In place of a wide page whose code is on its way. */
export function WidePageSkeleton() {
  return (
    <Page width="wide">
      <PageHeaderSkeleton />
      <CardSkeleton height={360} />
    </Page>
  );
}
