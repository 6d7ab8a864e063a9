import { NotFoundView } from '@/layouts/not-found-view';

export default function NotFound() {
  return <NotFoundView />;
}
