import { fireEvent, render, screen, within } from '@testing-library/react';
import { withPage } from '@/test/with-page';
import { DataTable, type Column, type Sort } from './data-table';

interface Row {
  id: string;
  cents: number;
}

const columns: Column<Row>[] = [
  { key: 'id', title: 'Payout', cell: ({ id }) => id },
  { key: 'cents', title: 'Amount', cell: ({ cents }) => cents, align: 'end', sortable: true },
];
const rows: Row[] = [
  { id: 'one', cents: 100 },
  { id: 'two', cents: 250 },
];

function show(sort?: Sort, onSort?: (sort: Sort) => void) {
  render(
    withPage(
      <DataTable
        label="Payouts"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        hrefOf={({ id }) => `/en/admin/payouts/${id}`}
        sort={sort}
        onSort={onSort}
      />,
    ),
  );
}

test('a row is named by its first cell and leads to its page', () => {
  show();
  const row = screen.getByRole('row', { name: /two/ });
  expect(within(row).getByRole('link', { name: 'two' }).getAttribute('href')).toBe('/en/admin/payouts/two');
  expect(within(row).getByRole('cell', { name: '250' }).getAttribute('data-title')).toBe('Amount');
});

test('arrow keys, j and k go from row to row and stay inside the table', () => {
  show();
  const [one, two] = [screen.getByRole('link', { name: 'one' }), screen.getByRole('link', { name: 'two' })];
  one.focus();
  fireEvent.keyDown(one, { key: 'j' });
  expect(document.activeElement).toBe(two);
  fireEvent.keyDown(two, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(two);
  fireEvent.keyDown(two, { key: 'k' });
  expect(document.activeElement).toBe(one);
});

test('a head that can be sorted says how it is, and asks for the other direction', () => {
  const asked: Sort[] = [];
  show({ key: 'cents', direction: 'asc' }, (sort) => asked.push(sort));
  expect(screen.getByRole('columnheader', { name: 'Amount' }).getAttribute('aria-sort')).toBe('ascending');
  fireEvent.click(screen.getByRole('button', { name: 'Amount' }));
  expect(asked).toEqual([{ key: 'cents', direction: 'desc' }]);
});
