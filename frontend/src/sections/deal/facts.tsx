export { Facts, type FactRow } from '@/components/facts';
