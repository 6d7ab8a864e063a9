import { Page, type PageWidth } from './page';
import { CardSkeleton, PageHeaderSkeleton } from './skeletons';

interface PageSkeletonProps {
  width?: PageWidth;
  /** Height of the card in px: that of the page's first one. */
  height?: number;
}

/** In place of a page whose code is on its way. */
export function PageSkeleton({ width = 'normal', height = 360 }: PageSkeletonProps) {
  return (
    <Page width={width}>
      <PageHeaderSkeleton />
      <CardSkeleton height={height} />
    </Page>
  );
}
