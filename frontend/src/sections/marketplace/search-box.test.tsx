import { act, fireEvent, render, screen } from '@testing-library/react';
import { withPage } from '@/test/with-page';
import { SearchBox } from './search-box';

const onChange = jest.fn();
const box = (value: string) =>
  withPage(<SearchBox label="Search" placeholder="Words" value={value} onChange={onChange} />);
const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search' });
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const pause = (ms: number) => {
  act(() => {
    jest.advanceTimersByTime(ms);
  });
};

beforeEach(() => {
  jest.useFakeTimers();
  onChange.mockReset();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the search box', () => {
  it('looks once the person stops typing', () => {
    render(box(''));
    type('lo');
    pause(200);
    type('  logo ');
    pause(299);
    expect(onChange).not.toHaveBeenCalled();
    pause(1);
    expect(onChange.mock.calls).toEqual([['logo']]);
  });

  it('looks at once by Enter, and when it is cleared', () => {
    render(box('logo'));
    type('logos');
    fireEvent.submit(field());
    expect(onChange).toHaveBeenLastCalledWith('logos');
    fireEvent.click(screen.getByRole('button', { name: 'Clear the search' }));
    expect(onChange).toHaveBeenLastCalledWith('');
    expect(field().value).toBe('');
  });

  it('follows the address without taking away what is being typed', () => {
    const { rerender } = render(box(''));
    type('logo ');
    rerender(box('logo'));
    expect(field().value).toBe('logo ');
    rerender(box(''));
    expect(field().value).toBe('');
  });
});
