'use client';

import { styled } from '@mui/material/styles';
import { ArrowDown, ArrowUp } from 'lucide-react';
import NextLink from 'next/link';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from '@/locales/i18n-provider';
import { radius } from '@/theme/tokens';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Amounts and counts stand at the end. */
  readonly align?: 'start' | 'end';
  /** The server can sort the list by it. */
  readonly sortable?: boolean;
  /** Left out of the cards that a phone shows. */
  readonly wideOnly?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

interface DataTableProps<Row> {
  /** What the rows are, for screen readers. */
  label: string;
  /** The first one names the row: it carries the row's link, and is the heading of a phone's card. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads; arrow keys, `j` and `k` go from row to row. */
  hrefOf?: (row: Row) => string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}

const Frame = styled('div')(({ theme }) => ({
  overflowX: 'auto',
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: radius.surface,
  backgroundColor: theme.vars.palette.background.paper,
  [theme.breakpoints.down('sm')]: {
    border: 0,
    borderRadius: 0,
    overflow: 'visible',
    backgroundColor: 'transparent',
  },
}));

const Grid = styled('table')(({ theme }) => ({
  width: '100%',
  borderCollapse: 'separate',
  borderSpacing: 0,
  fontSize: '0.875rem',
  lineHeight: 1.45,
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { padding: '10px 16px', textAlign: 'start', verticalAlign: 'middle' },
  '& [data-align="end"]': { textAlign: 'end' },
  '& thead th': {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: '8px 16px',
    fontSize: '0.8125rem',
    fontWeight: 550,
    whiteSpace: 'nowrap',
    color: theme.vars.palette.text.secondary,
    backgroundColor: theme.vars.palette.surface.sunken,
  },
  '& tbody th': { fontWeight: 550 },
  '& tbody tr': { position: 'relative' },
  '& tbody tr:not(:last-child) > *': { borderBottom: `1px solid ${theme.vars.palette.divider}` },
  '& tbody tr:has(> th > a):hover': { backgroundColor: theme.vars.palette.action.hover },
  [theme.breakpoints.down('sm')]: {
    display: 'block',
    '& thead': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
    '& tbody': { display: 'grid', gap: 12 },
    '& tbody tr': {
      display: 'grid',
      gap: 8,
      padding: 16,
      border: `1px solid ${theme.vars.palette.divider}`,
      borderRadius: radius.surface,
      backgroundColor: theme.vars.palette.background.paper,
    },
    '& tbody tr:not(:last-child) > *': { borderBottom: 0 },
    '& tbody th, & tbody td': { display: 'flex', justifyContent: 'space-between', gap: 16, padding: 0 },
    '& tbody td': { textAlign: 'end' },
    '& tbody td::before': {
      content: 'attr(data-title)',
      color: theme.vars.palette.text.secondary,
      textAlign: 'start',
    },
    '& [data-wide], & tbody td:empty': { display: 'none' },
  },
}));

/** Lies over its whole row, so that anywhere on it leads there. */
const RowLink = styled(NextLink)(({ theme }) => ({
  color: 'inherit',
  textDecoration: 'none',
  '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: 'inherit' },
  '&:focus-visible': { outline: 'none' },
  '&:focus-visible::after': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
}));

const SortButton = styled('button')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  padding: 0,
  border: 0,
  background: 'none',
  font: 'inherit',
  color: 'inherit',
  cursor: 'pointer',
});

const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** The focus goes to the row below or above. */
function stepRows(event: KeyboardEvent<HTMLAnchorElement>): void {
  const step = STEP[event.key];
  const body = event.currentTarget.closest('tbody');
  if (step === undefined || !body) return;
  const links = [...body.querySelectorAll<HTMLAnchorElement>('th > a')];
  const next = links[links.indexOf(event.currentTarget) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * A table for people who work with many rows: dense, with a header that stays; on a phone each row is a card.
 * Filtering, sorting and paging are the server's.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, hrefOf, sort, onSort } = props;
  const [first, ...others] = columns;
  if (!first) return null;
  return (
    <Frame>
      <Grid aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row">
                {hrefOf ? (
                  <RowLink href={hrefOf(row)} onKeyDown={stepRows}>
                    {first.cell(row)}
                  </RowLink>
                ) : (
                  first.cell(row)
                )}
              </th>
              {others.map((column) => (
                <td
                  key={column.key}
                  data-title={column.title}
                  data-align={column.align}
                  data-wide={column.wideOnly ? '' : undefined}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Grid>
    </Frame>
  );
}

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const { t } = useTranslation('admin');
  const direction = sort?.key === column.key ? sort.direction : null;
  const next = direction === 'asc' ? 'desc' : 'asc';
  const sorted = direction === null ? undefined : direction === 'asc' ? 'ascending' : 'descending';
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted}>
      {column.sortable && onSort ? (
        <SortButton
          type="button"
          title={t(next === 'asc' ? 'table.sortAscending' : 'table.sortDescending')}
          onClick={() => {
            onSort({ key: column.key, direction: next });
          }}
        >
          {column.title}
          {direction === 'asc' && <ArrowUp size={14} aria-hidden />}
          {direction === 'desc' && <ArrowDown size={14} aria-hidden />}
        </SortButton>
      ) : (
        column.title
      )}
    </th>
  );
}
