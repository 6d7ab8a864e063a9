import type { Offer, OfferTerms } from '@/actions/offers';
import { bestOf, priceBefore, sellerTerms } from './comparison';
import { termsOf, termsSchema, valuesOf, withWhole } from './terms-schema';

const terms = (cents: number, days: number): OfferTerms => ({
  price: { amount: String(cents), currency: 'USD' },
  deliveryDays: days,
  inspectionDays: 5,
  acceptedAssets: ['ETH-USDT'],
  message: 'As you wish',
});

const revision = (number: number, by: 'buyer' | 'seller', its: OfferTerms | null): Offer['current'] => ({
  number,
  by,
  at: '2026-03-09T10:00:00.000Z',
  hash: '0'.repeat(64),
  salt: null,
  terms: its,
});

function offer(id: string, revisions: Offer['current'][], status: Offer['status'] = 'submitted') {
  return { id, status, revisions, current: revisions.at(-1) ?? revision(1, 'seller', null) };
}

const plain = (id: string, cents: number, days: number, status?: Offer['status']) =>
  offer(id, [revision(1, 'seller', terms(cents, days))], status);

describe('offers beside each other', () => {
  const marks = (offers: Parameters<typeof bestOf>[0]) =>
    [...bestOf(offers)].flatMap(([id, best]) => [
      ...(best.price ? [`${id} price`] : []),
      ...(best.delivery ? [`${id} delivery`] : []),
    ]);

  it('the lowest price and the fastest delivery are marked, and all that share it', () => {
    expect(marks([plain('a', 51_000, 7), plain('b', 45_000, 9), plain('c', 45_000, 8)])).toEqual([
      'a delivery',
      'b price',
      'c price',
    ]);
  });

  it('prices are compared as numbers, not as text', () => {
    expect(marks([plain('a', 9_900, 7), plain('b', 10_000, 7)])).toEqual(['a price']);
  });

  it('nothing is marked where there is nothing to choose', () => {
    expect(marks([])).toEqual([]);
    expect(marks([plain('a', 100, 1)])).toEqual([]);
    expect(marks([plain('a', 100, 1), plain('b', 100, 1)])).toEqual([]);
  });

  it('offers that are over or sealed do not count', () => {
    expect(
      marks([
        plain('a', 100, 1, 'rejected'),
        plain('b', 300, 5),
        plain('c', 200, 9),
        offer('d', [revision(1, 'seller', null)]),
      ]),
    ).toEqual(['b delivery', 'c price']);
  });

  it('the buyer’s own counter-terms are not the seller’s price', () => {
    const countered = offer(
      'a',
      [revision(1, 'seller', terms(50_000, 7)), revision(2, 'buyer', terms(10_000, 1))],
      'countered',
    );
    expect(sellerTerms(countered)?.price.amount).toBe('50000');
    expect(marks([countered, plain('b', 45_000, 6)])).toEqual(['b price', 'b delivery']);
  });

  it('says the price before only where it was another one', () => {
    const of = (...its: Offer['current'][]) => priceBefore(offer('a', its));
    expect(of(revision(1, 'seller', terms(50_000, 7)))).toBeNull();
    expect(of(revision(1, 'seller', terms(50_000, 7)), revision(2, 'buyer', terms(50_000, 5)))).toBeNull();
    expect(of(revision(1, 'seller', terms(50_000, 7)), revision(2, 'buyer', terms(40_000, 7)))).toEqual({
      amount: '50000',
      currency: 'USD',
    });
    expect(of(revision(1, 'seller', null), revision(2, 'seller', terms(40_000, 7)))).toBeNull();
  });
});

describe('the form of terms', () => {
  const assets = [
    { code: 'ETH-USDT', stable: true },
    { code: 'ETH', stable: false },
  ];
  const filled = { ...valuesOf(null, assets), price: '450.5', deliveryDays: '10' };
  const problems = (changes: Partial<typeof filled>) =>
    termsSchema.safeParse({ ...filled, ...changes }).error?.issues.map(({ message }) => message);

  it('begins with the stable coins and a week to inspect', () => {
    expect(valuesOf(null, assets)).toEqual({
      price: '',
      deliveryDays: '',
      inspectionDays: '7',
      acceptedAssets: ['ETH-USDT'],
      message: '',
      milestones: [],
    });
  });

  it('begins with the terms that are answered, but not with their message', () => {
    expect(valuesOf(terms(45_050, 10), assets)).toEqual({
      price: '450.5',
      deliveryDays: '10',
      inspectionDays: '5',
      acceptedAssets: ['ETH-USDT'],
      message: '',
      milestones: [],
    });
  });

  it('leaves out a coin of before that is not offered any more', () => {
    const before = { ...terms(45_050, 10), acceptedAssets: ['ETH-DAI', 'ETH'] };
    expect(valuesOf(before, assets).acceptedAssets).toEqual(['ETH']);
  });

  it('gives the API cents and whole days, whatever digits were typed', () => {
    const typed = termsSchema.parse({ ...filled, price: '۴۵۰٫۵', deliveryDays: '۱۰', message: '  Hello ' });
    expect(termsOf(typed)).toEqual({
      price: { amount: '45050', currency: 'USD' },
      deliveryDays: 10,
      inspectionDays: 7,
      acceptedAssets: ['ETH-USDT'],
      message: 'Hello',
      milestones: [],
    });
  });

  it('refuses what the API would refuse', () => {
    expect(problems({})).toBeUndefined();
    expect(problems({ price: '10000000' })).toBeUndefined();
    expect(problems({ price: '10000000.01' })).toEqual(['offers:form.priceTooHigh']);
    expect(problems({ price: '0' })).toHaveLength(1);
    expect(problems({ price: '1.005' })).toHaveLength(1);
    expect(problems({ deliveryDays: '0' })).toEqual(['offers:form.daysRange|max=365']);
    expect(problems({ deliveryDays: '366' })).toEqual(['offers:form.daysRange|max=365']);
    expect(problems({ deliveryDays: '2.5' })).toEqual(['offers:form.daysRange|max=365']);
    expect(problems({ inspectionDays: '31' })).toEqual(['offers:form.daysRange|max=30']);
    expect(problems({ acceptedAssets: [] })).toEqual(['offers:form.chooseAsset']);
  });
});

describe('the form of terms in milestones', () => {
  const part = (title: string, price: string, deliveryDays: string) => ({ title, price, deliveryDays });
  const values = (...milestones: ReturnType<typeof part>[]) => ({
    ...valuesOf(null, [{ code: 'ETH-USDT', stable: true }]),
    milestones,
  });
  const paths = (...milestones: ReturnType<typeof part>[]) =>
    termsSchema
      .safeParse(withWhole(values(...milestones)))
      .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

  it('has the sum as its price and the last date as its own, whatever digits were typed', () => {
    const typed = withWhole(values(part('Sketches', '100.10', '5'), part('Files', '۲۰۰٫۲', '۱۲')));
    expect(termsOf(termsSchema.parse(typed))).toMatchObject({
      price: { amount: '30030', currency: 'USD' },
      deliveryDays: 12,
      milestones: [
        { title: 'Sketches', price: { amount: '10010' }, deliveryDays: 5 },
        { title: 'Files', price: { amount: '20020' }, deliveryDays: 12 },
      ],
    });
  });

  it('refuses dates that do not rise, and what is missing', () => {
    expect(paths(part('Sketches', '1', '5'), part('Files', '1', '5'))).toEqual([
      'milestones.1.deliveryDays milestones:form.later',
    ]);
    expect(paths(part('', '1', '5'))).toEqual(['milestones.0.title field.tooShort|count=2']);
    expect(paths(part('Sketches', '', '5'))).toContain('milestones.0.price field.required');
  });

  it('begins again from terms in milestones', () => {
    const milestones = [
      { title: 'All of it', price: { amount: '45050', currency: 'USD' as const }, deliveryDays: 10 },
    ];
    expect(valuesOf({ ...terms(45_050, 10), milestones }, []).milestones).toEqual([
      part('All of it', '450.5', '10'),
    ]);
  });
});
