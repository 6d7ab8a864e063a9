import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { Language } from '@/config/languages';
import { withPage } from '@/test/with-page';
import { DateField } from '.';

interface PageProps {
  onChange: jest.Mock;
  withTime?: boolean;
  from?: string;
  /** After how long the page has the new value, as one that keeps it in the address. */
  lateMs?: number;
}

function Page({ onChange, withTime, from = '', lateMs }: PageProps) {
  const [value, setValue] = useState(from);
  return (
    <>
      <DateField
        label="Day"
        withTime={withTime}
        value={value}
        onChange={(next) => {
          onChange(next);
          if (lateMs === undefined) setValue(next);
          else setTimeout(setValue, lateMs, next);
        }}
      />
      <button
        onClick={() => {
          setValue('2026-03-21');
        }}
      >
        New year
      </button>
    </>
  );
}

async function show(language: Language, options: Omit<PageProps, 'onChange'> = {}) {
  const onChange = jest.fn();
  render(withPage(<Page onChange={onChange} {...options} />, language));
  const field = await screen.findByRole('group', { name: 'Day' });
  return { onChange, field, user: userEvent.setup() };
}

const partsOf = (field: HTMLElement) => within(field).getAllByRole('spinbutton');
const textOf = (field: HTMLElement) =>
  partsOf(field).map(({ textContent }) => textContent.replace(/[\u2066-\u2069\u200E\u200F]/g, ''));

describe('a field for a day', () => {
  it('takes a day of the Persian calendar in Persian, by any numerals, and says it as the API has it', async () => {
    const { onChange, field, user } = await show('fa');
    await user.click(partsOf(field)[0]!);
    await user.keyboard('1404۱۲29');
    expect(onChange).toHaveBeenLastCalledWith('2026-03-20');
    expect(textOf(field)).toEqual(['۱۴۰۴', '۱۲', '۲۹']);
  });

  it('lets a day of the Persian month be pressed', async () => {
    const { onChange, user } = await show('fa', { from: '2026-11-30' });
    await user.click(screen.getByRole('button', { name: /^Day: ۹ .*آذر/ }));
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('آذر ۱۴۰۵')).toBeInTheDocument();
    await user.click(within(dialog).getByRole('gridcell', { name: '۱' }));
    expect(onChange).toHaveBeenLastCalledWith('2026-11-22');
  });

  it.each([
    ['en', '12312026', ['12', '31', '2026']],
    ['fr', '31122026', ['31', '12', '2026']],
    ['ar', '31122026', ['31', '12', '2026']],
    ['cn', '20261231', ['2026', '12', '31']],
    ['vi', '31122026', ['31', '12', '2026']],
  ] as const)('is written in the order of its language: %s', async (language, typed, shown) => {
    const { onChange, field, user } = await show(language);
    await user.click(partsOf(field)[0]!);
    await user.keyboard(typed);
    expect(onChange).toHaveBeenLastCalledWith('2026-12-31');
    expect(textOf(field)).toEqual(shown);
  });

  it('has the time beside it, with halves of the day where a language counts in them', async () => {
    const { onChange, field, user } = await show('en', { withTime: true });
    await user.click(partsOf(field)[0]!);
    await user.keyboard('030120260130p');
    expect(onChange).toHaveBeenLastCalledWith('2026-03-01T13:30');
    expect(textOf(field)).toEqual(['03', '01', '2026', '01', '30', 'PM']);
  });

  it('has no value while a part is missing, and shows what comes from outside', async () => {
    const { onChange, field, user } = await show('fa', { from: '2026-11-30' });
    expect(textOf(field)).toEqual(['۱۴۰۵', '۰۹', '۰۹']);
    await user.click(partsOf(field)[2]!);
    await user.keyboard('{Backspace}');
    expect(onChange).toHaveBeenLastCalledWith('');
    expect(textOf(field)).toEqual(['۱۴۰۵', '۰۹', 'روز']);
    await user.click(screen.getByRole('button', { name: 'New year' }));
    expect(textOf(field)).toEqual(['۱۴۰۵', '۰۱', '۰۱']);
    await user.click(partsOf(field)[2]!);
    await user.keyboard('{ArrowUp}');
    expect(onChange).toHaveBeenLastCalledWith('2026-03-22');
  });

  it('keeps what is typed while the page takes up one value after the other', async () => {
    const { onChange, field, user } = await show('en', {
      withTime: true,
      from: '2026-03-01T13:30',
      lateMs: 300,
    });
    await user.click(partsOf(field)[0]!);
    await user.keyboard('{Backspace}04');
    expect(onChange.mock.calls).toEqual([[''], ['2026-04-01T13:30']]);
    const typed = ['04', '01', '2026', '01', '30', 'PM'];
    expect(textOf(field)).toEqual(typed);
    await act(() => new Promise((resolve) => setTimeout(resolve, 400)));
    expect(textOf(field)).toEqual(typed);
  });

  it('is filled from outside when it was empty', async () => {
    const { field, user } = await show('fa');
    await user.click(screen.getByRole('button', { name: 'New year' }));
    expect(textOf(field)).toEqual(['۱۴۰۵', '۰۱', '۰۱']);
  });
});
