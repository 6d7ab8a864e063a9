import { addressOf, filterOf, searchOf } from './payment-filter';

const read = (search: string) => addressOf(new URLSearchParams(search));

test('the desk begins with what did not come as asked, the oldest first', () => {
  expect(filterOf(read(''))).toEqual({ view: 'side', order: 'oldest', limit: 25 });
  expect(searchOf(read(''))).toBe('');
});

test('what the address says is read and written the same', () => {
  const search = '?view=all&status=completed&order=newest';
  expect(searchOf(read(search))).toBe(search);
  expect(filterOf(read(search))).toEqual({ view: 'all', status: 'completed', order: 'newest', limit: 25 });
});

test('a status that is no side status is looked for among all payments', () => {
  expect(read('status=confirming').view).toBe('all');
  expect(read('status=underpaid').view).toBe('side');
});

test('what the address does not know counts for nothing', () => {
  expect(read('view=mine&status=lost&order=random')).toEqual({ view: 'side', status: null, order: 'oldest' });
});
