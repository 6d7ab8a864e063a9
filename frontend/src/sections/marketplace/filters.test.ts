import {
  cleanWords,
  countFilters,
  isFiltered,
  NO_FILTERS,
  readCents,
  readFilters,
  toQuery,
  writeFilters,
  type Filters,
} from './filters';

const read = (query: string): Filters => {
  const params = new URLSearchParams(query);
  return readFilters((name) => params.get(name));
};

describe('filters and the address', () => {
  it('come back from the address as they were written', () => {
    const filters: Filters = {
      q: 'logo & brand',
      category: 'design',
      language: 'fa',
      minCents: 10_050,
      maxCents: 70_000,
      sort: 'endingSoon',
    };
    const written = writeFilters(filters);
    expect(written).toBe('?q=logo+%26+brand&category=design&language=fa&min=100.5&max=700&sort=endingSoon');
    expect(read(written)).toEqual(filters);
  });

  it('leave nothing in the address when nothing is chosen', () => {
    expect(writeFilters(NO_FILTERS)).toBe('');
    expect(read('')).toEqual(NO_FILTERS);
  });

  it('leave out what the address says wrongly', () => {
    expect(read('?category=cars&language=de&min=-5&max=1e9&sort=random&q=%20')).toEqual(NO_FILTERS);
    expect(read('?max=10000000.01').maxCents).toBeNull();
    expect(read('?max=10000000').maxCents).toBe(1_000_000_000);
  });

  it('read amounts in Persian and Arabic digits', () => {
    expect(readCents('۱۲٬۵۰۰')).toBe(1_250_000);
    expect(readCents('٩٫٥')).toBe(950);
    expect(readCents('0')).toBeNull();
  });

  it('keep the words short and tidy', () => {
    expect(cleanWords('  two \n words ')).toBe('two words');
    expect(cleanWords('x'.repeat(150))).toHaveLength(100);
  });
});

describe('what the API is asked', () => {
  it('is only what was chosen', () => {
    expect(toQuery(NO_FILTERS)).toEqual({ sort: 'newest' });
    expect(toQuery(read('?q=logo&category=art&min=5'))).toEqual({
      q: 'logo',
      categoryId: 'art',
      minBudgetCents: 500,
      sort: 'newest',
    });
  });

  it('turns a range that was written the wrong way round', () => {
    expect(toQuery(read('?min=700&max=100'))).toMatchObject({
      minBudgetCents: 10_000,
      maxBudgetCents: 70_000,
    });
  });
});

describe('how much is filtered', () => {
  it('does not count the order', () => {
    expect(isFiltered(read('?sort=highestBudget'))).toBe(false);
    expect(isFiltered(read('?q=logo'))).toBe(true);
  });

  it('counts what stands behind the button, without the words', () => {
    expect(countFilters(read('?q=logo&category=art&min=5&max=9&language=fr'))).toBe(4);
    expect(countFilters(NO_FILTERS)).toBe(0);
  });
});
