import { Shell } from '@/layouts/shell';
import { OfflineView } from '@/layouts/offline-view';

/** Kept by the service worker and shown when a page cannot be reached. */
export default function OfflinePage() {
  return (
    <Shell kind="plain">
      <OfflineView />
    </Shell>
  );
}
