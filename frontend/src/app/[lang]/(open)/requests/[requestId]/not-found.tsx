import { RequestGone } from '@/sections/marketplace/request-gone';

export default function NotFound() {
  return <RequestGone />;
}
