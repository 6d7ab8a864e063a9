import { forget, keep, keptFormName, readKept } from './kept-form';
import { emptyValues } from './schema';

const values = { ...emptyValues('en'), title: 'Half a title' };

afterEach(() => {
  sessionStorage.clear();
});

it('keeps what is written per person and per draft, for the version it was written on', () => {
  const name = keptFormName('sara', null);
  keep(name, { values, version: null });
  expect(readKept(name, null)).toEqual(values);
  expect(readKept(keptFormName('navid', null), null)).toBeNull();
  expect(readKept(keptFormName('sara', 'draft'), null)).toBeNull();

  const draft = keptFormName('sara', 'draft');
  keep(draft, { values, version: 3 });
  expect(readKept(draft, 4)).toBeNull();
  expect(readKept(draft, 3)).toEqual(values);
  forget(draft);
  expect(readKept(draft, 3)).toBeNull();
});

it('passes over what it does not understand', () => {
  const name = keptFormName('sara', null);
  sessionStorage.setItem(name, 'not json');
  expect(readKept(name, null)).toBeNull();
  sessionStorage.setItem(name, JSON.stringify({ values: { title: 'of an earlier release' }, version: null }));
  expect(readKept(name, null)).toBeNull();
});
