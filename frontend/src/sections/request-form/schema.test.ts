import type { RequestDetail } from '@/actions/request-form';
import { toLocalMinute } from '@/lib/local-time';
import { contentOf, emptyValues, formSchema, valuesOf, type Values } from './schema';

const NOW = Date.parse('2030-05-01T12:00:00Z');
const schema = formSchema(() => NOW);

function values(changes: Partial<Values> = {}): Values {
  return {
    ...emptyValues('en'),
    title: 'A logo for my tea house',
    description: 'Two colours, for a sign and for paper cups.',
    categoryId: 'design',
    deliveryDays: '10',
    ...changes,
  };
}

/** Path and message of each fault. */
function faults(changes: Partial<Values>): string[] {
  const { error } = schema.safeParse(values(changes));
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
}

it('takes a request with the least there is', () => {
  expect(faults({})).toEqual([]);
  expect(contentOf(schema.parse(values()))).toEqual({
    title: 'A logo for my tea house',
    description: 'Two colours, for a sign and for paper cups.',
    categoryId: 'design',
    budgetMin: null,
    budgetMax: null,
    deliveryDays: 10,
    language: 'en',
    visibility: 'public',
    sealed: false,
    bidDeadlineAt: null,
    attachmentIds: [],
    privatePart: { deliveryAddress: '', contact: '', note: '', attachmentIds: [] },
  });
});

it.each([
  [{ title: '' }, 'title field.required'],
  [{ title: 'abc' }, 'title field.tooShort|count=4'],
  [{ title: 'a'.repeat(121) }, 'title field.tooLong|count=120'],
  [{ description: 'too short' }, 'description field.tooShort|count=20'],
  [{ categoryId: '' }, 'categoryId requestForm:category.choose'],
  [{ deliveryDays: '0' }, 'deliveryDays field.between|min=1&max=365'],
  [{ deliveryDays: '1.5' }, 'deliveryDays field.between|min=1&max=365'],
  [{ budgetMin: '12.345' }, 'budgetMin field.decimals|count=2'],
  [{ budgetMin: '0' }, 'budgetMin field.amount'],
  [{ budgetMax: 'a lot' }, 'budgetMax field.amount'],
  [{ budgetMax: '10000001' }, 'budgetMax requestForm:budget.tooHigh'],
  [{ budgetMin: '300', budgetMax: '299.99' }, 'budgetMax requestForm:budget.order'],
  [{ sealed: true }, 'bidDeadlineAt field.required'],
  [{ sealed: true, bidDeadlineAt: '2029-05-01T12:00' }, 'bidDeadlineAt requestForm:sealed.past'],
])('refuses %j', (changes, fault) => {
  expect(faults(changes)[0]).toBe(fault);
});

it('reads Persian digits, and leaves the time of sealed offers out where they are not sealed', () => {
  const typed = values({
    budgetMin: '۲۰۰',
    budgetMax: '۳۵۰٫۵',
    deliveryDays: '۷',
    bidDeadlineAt: '2031-01-01T10:00',
  });
  expect(faults(typed)).toEqual([]);
  expect(contentOf(schema.parse(typed))).toMatchObject({
    budgetMin: { amount: '20000', currency: 'USD' },
    budgetMax: { amount: '35050', currency: 'USD' },
    deliveryDays: 7,
    bidDeadlineAt: null,
  });
  const at = new Date(NOW + 86_400_000);
  const sealed = values({ sealed: true, bidDeadlineAt: toLocalMinute(at) });
  expect(contentOf(schema.parse(sealed)).bidDeadlineAt).toBe(at.toISOString());
});

it('gives a draft back as it was written', () => {
  const file = { id: 'f'.repeat(24), name: 'sketch.pdf', contentType: 'application/pdf', sizeBytes: 10 };
  const at = '2030-05-03T09:30:00.000Z';
  const draft = {
    title: 'A logo for my tea house',
    description: 'Two colours, for a sign and for paper cups.',
    categoryId: 'design',
    budget: { min: { amount: '20000', currency: 'USD' }, max: null },
    deliveryDays: 10,
    language: 'fa',
    visibility: 'invited',
    sealed: true,
    bidDeadlineAt: at,
    attachments: [file],
    privatePart: { deliveryAddress: 'Street 1', contact: '', note: '', attachments: [] },
  } as unknown as RequestDetail;
  expect(contentOf(schema.parse(valuesOf(draft)))).toEqual({
    title: draft.title,
    description: draft.description,
    categoryId: 'design',
    budgetMin: { amount: '20000', currency: 'USD' },
    budgetMax: null,
    deliveryDays: 10,
    language: 'fa',
    visibility: 'invited',
    sealed: true,
    bidDeadlineAt: at,
    attachmentIds: [file.id],
    privatePart: { deliveryAddress: 'Street 1', contact: '', note: '', attachmentIds: [] },
  });
});
