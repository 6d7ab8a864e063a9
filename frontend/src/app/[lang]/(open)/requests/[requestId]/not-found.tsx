import { RequestGone } from '@/sections/marketplace/lazy-request-gone';

export default function NotFound() {
  return <RequestGone />;
}
