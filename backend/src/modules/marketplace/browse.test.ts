import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { uncache } from '../../platform/cache.ts';
import { DAY_MS, now } from '../../platform/clock.ts';
import { database } from '../../platform/mongo.ts';
import type { TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { inMs, person, postOffer, postRequest, readAll, usd } from '../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import * as contract from './request.contract.ts';

let t: TestApp;
let buyer: TestActor;

beforeAll(async () => {
  t = await startTestApp();
  buyer = await person('Buyer');
});

const browse = async (query: string) =>
  expectData(await t.api.get(`/api/marketplace/requests?${query}`), contract.browseRequests);
const search = async (q: string, more = '') =>
  (await browse(`q=${encodeURIComponent(q)}${more}`)).items.map(({ title }) => title);

describe('search', () => {
  it('finds titles and descriptions in any script', async () => {
    await postRequest(t, buyer, {
      title: 'ترجمهٔ کتاب به فارسی',
      description: 'می\u200cخواهم این کتاب ترجمه شود.',
    });
    await postRequest(t, buyer, { title: 'تصميم شعار', description: 'أحتاج إلى الترجمة إلى العربية أيضا.' });
    await postRequest(t, buyer, {
      title: '网站翻译',
      description: '我需要把我们的网站从英文翻译成中文,谢谢大家的帮助。',
    });
    await postRequest(t, buyer, {
      title: 'Dịch thuật tài liệu',
      description: 'Tôi cần dịch một tài liệu pháp lý.',
    });
    expect((await search('كتاب')).sort()).toEqual(['ترجمهٔ کتاب به فارسی']);
    expect((await search('ترجمة')).sort()).toEqual(['ترجمهٔ کتاب به فارسی', 'تصميم شعار'].sort());
    expect(await search('翻译')).toEqual(['网站翻译']);
    expect(await search('中文')).toEqual(['网站翻译']);
    expect(await search('dich tai lieu')).toEqual(['Dịch thuật tài liệu']);
    expect(await search('.* ^ $ ()')).toEqual([]);
    expect(await search('nothing-of-this-kind')).toEqual([]);
  });

  it('goes together with filters, sorting and paging', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      const budget = { budgetMin: null, budgetMax: usd(1000 * (index + 1)) };
      made.push(
        (await postRequest(t, buyer, { title: `Walnut shelf ${index}`, categoryId: 'home', ...budget })).id,
      );
    }
    await postRequest(t, buyer, { title: 'Walnut logo' });
    const pages = await readAll((cursor) =>
      browse(`q=walnut&categoryId=home&sort=highestBudget&limit=2${cursor}`),
    );
    expect(pages.flat()).toEqual(made.toReversed());
    expect(await search('walnut shelf 3')).toEqual(['Walnut shelf 3']);
  });
});

describe('filters', () => {
  it('by budget keep requests whose budget overlaps, and drop those without one', async () => {
    const make = (title: string, min: number | null, max: number | null) =>
      postRequest(t, buyer, {
        title: `Budgeted ${title}`,
        budgetMin: min === null ? null : usd(min),
        budgetMax: max === null ? null : usd(max),
      });
    await make('low', 100, 200);
    await make('wide', 150, 900);
    await make('from', 500, null);
    await make('none', null, null);
    const found = async (query: string) =>
      (await search('budgeted', `&${query}`)).map((title) => title.replace('Budgeted ', '')).sort();
    expect(await found('minBudgetCents=300')).toEqual(['from', 'wide']);
    expect(await found('maxBudgetCents=300')).toEqual(['low', 'wide']);
    expect(await found('minBudgetCents=201&maxBudgetCents=499')).toEqual(['wide']);
    expect(await found('minBudgetCents=0')).toEqual(['from', 'low', 'wide']);
    expect(await search('budgeted', '&sort=highestBudget')).toEqual([
      'Budgeted wide',
      'Budgeted from',
      'Budgeted low',
      'Budgeted none',
    ]);
  });

  it('by category and language', async () => {
    await postRequest(t, buyer, { title: 'Filterable one', categoryId: 'art', language: 'fr' });
    await postRequest(t, buyer, { title: 'Filterable two', categoryId: 'art', language: 'vi' });
    expect(await search('filterable', '&categoryId=art&language=fr')).toEqual(['Filterable one']);
    expect(await search('filterable', '&categoryId=software')).toEqual([]);
  });

  it('show open public requests only', async () => {
    const open = await postRequest(t, buyer, { title: 'Visible: open' });
    await postRequest(t, buyer, { title: 'Visible: draft', publish: false });
    await postRequest(t, buyer, { title: 'Visible: invited', visibility: 'invited' });
    const gone = await postRequest(t, buyer, { title: 'Visible: cancelled' });
    await t.api.post(`/api/marketplace/requests/${gone.id}/cancel`).set(buyer.auth);
    const page = await browse('q=visible');
    expect(page.items).toMatchObject([{ id: open.id, buyer: { id: buyer.id, name: 'Buyer' } }]);
  });
});

describe('sorting', () => {
  it('by what ends soonest takes the bid deadline for sealed requests, and leaves out those past it', async () => {
    await postRequest(t, buyer, { title: 'Ending thirty' });
    await postRequest(t, buyer, { title: 'Ending five', sealed: true, bidDeadlineAt: inMs(5 * DAY_MS) });
    await postRequest(t, buyer, { title: 'Ending one', sealed: true, bidDeadlineAt: inMs(DAY_MS) });
    expect(await search('ending', '&sort=endingSoon')).toEqual([
      'Ending one',
      'Ending five',
      'Ending thirty',
    ]);
    await t.advance(2 * DAY_MS);
    expect(await search('ending', '&sort=endingSoon')).toEqual(['Ending five', 'Ending thirty']);
    expect(await search('ending')).toEqual(['Ending one', 'Ending five', 'Ending thirty']);
  });

  it('is total: equal keys are paged without a gap or a repeat, whatever the page’s length', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      ids.push((await postRequest(t, buyer, { categoryId: 'fashion' })).id);
    }
    const same = now();
    await database()
      .collection('purchase_requests')
      .updateMany(
        { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } },
        { $set: { publishedAt: same, endsAt: new Date(same.getTime() + DAY_MS), budgetHighCents: 30_000 } },
      );
    const ascending = ids.toSorted();
    for (const sort of ['newest', 'endingSoon', 'highestBudget']) {
      const expected = sort === 'endingSoon' ? ascending : ascending.toReversed();
      for (const limit of [1, 3, 7, 100]) {
        const pages = await readAll((cursor) =>
          browse(`categoryId=fashion&sort=${sort}&limit=${limit}${cursor}`),
        );
        expect(pages.flat()).toEqual(expected);
        expect(pages).toHaveLength(Math.ceil(7 / limit));
      }
    }
  });

  it('keeps its place while requests come and go', async () => {
    const titles = async (query: string) => {
      const page = await browse(`categoryId=education&limit=2${query}`);
      return { titles: page.items.map(({ title }) => title), cursor: page.nextCursor ?? '' };
    };
    const made = [];
    for (let index = 0; index < 4; index += 1) {
      made.push(await postRequest(t, buyer, { title: `Lesson ${index}`, categoryId: 'education' }));
    }
    const first = await titles('');
    expect(first.titles).toEqual(['Lesson 3', 'Lesson 2']);
    await postRequest(t, buyer, { title: 'Lesson 4', categoryId: 'education' });
    await t.api.post(`/api/marketplace/requests/${made[2]?.id ?? ''}/cancel`).set(buyer.auth);
    expect((await titles(`&cursor=${first.cursor}`)).titles).toEqual(['Lesson 1', 'Lesson 0']);
  });

  it.each([
    'sort=cheapest',
    'sort[$ne]=newest',
    'limit=0',
    'limit=101',
    'limit=1e400',
    'limit=NaN',
    'limit=-1',
    'limit=1.5',
    'minBudgetCents=-1',
    'minBudgetCents=NaN',
    'maxBudgetCents=1e400',
    'maxBudgetCents=0.5',
    'q=',
    `q=${'x'.repeat(101)}`,
    'q[$regex]=.*',
    'q=a&q=b',
    'categoryId=cars',
    'language=xx',
    'cursor=x',
    'cursor[$gt]=',
    `cursor=${'a'.repeat(300)}`,
    'status=draft',
    'buyerId=1',
  ])('refuses %s', async (query) => {
    expectError(await t.api.get(`/api/marketplace/requests?${query}`), 'VALIDATION_FAILED');
  });
});

describe('categories', () => {
  it('come all, with what is open in each', async () => {
    await postRequest(t, buyer, { categoryId: 'electronics' });
    await postRequest(t, buyer, { categoryId: 'electronics', publish: false });
    await postRequest(t, buyer, { categoryId: 'electronics', visibility: 'invited' });
    await uncache('marketplace-open-counts');
    const read = async () =>
      expectData(await t.api.get('/api/marketplace/categories'), contract.listCategories);
    const { items } = await read();
    expect(items.map(({ id }) => id)).toEqual(contract.CATEGORY_IDS);
    expect(items.find(({ id }) => id === 'electronics')?.openCount).toBe(1);
    expect(items.find(({ id }) => id === 'business')?.openCount).toBe(0);
    await postRequest(t, buyer, { categoryId: 'electronics' });
    expect((await read()).items).toEqual(items);
  });
});

describe('what a list costs', () => {
  /** Commands that a read sends to the database, by collection. */
  async function readsOf(run: () => Promise<unknown>): Promise<Record<string, number>> {
    const { database: db } = { database: database() };
    await db.command({ profile: 2 });
    try {
      await run();
    } finally {
      await db.command({ profile: 0 });
    }
    const rows = await db
      .collection<{ ns: string; op: string }>('system.profile')
      .find({ op: { $in: ['query', 'command', 'getmore'] }, ns: { $not: /system|outbox|deliver/ } })
      .toArray();
    await db.collection('system.profile').drop();
    const counts: Record<string, number> = {};
    for (const { ns } of rows) {
      const name = ns.split('.').at(-1) ?? '';
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  it('does not grow with its length', async () => {
    const [owner, seller] = await Promise.all([person('Owner'), person('Seller')]);
    for (let index = 0; index < 8; index += 1) {
      const { id } = await postRequest(t, owner);
      await postOffer(t, seller, id);
    }
    await t.settle();
    const lists = [
      ['requests/mine?role=buyer', owner],
      ['requests/mine?role=seller', seller],
      ['offers/mine?', seller],
      ['requests?', undefined],
    ] as const;
    for (const [path, actor] of lists) {
      const cost = (limit: number) =>
        readsOf(async () => {
          const call = t.api.get(`/api/marketplace/${path}&limit=${limit}`.replace('?&', '?'));
          const response = await (actor ? call.set(actor.auth) : call);
          expect((response.body as { data: { items: unknown[] } }).data.items).toHaveLength(limit);
        });
      const [short, long] = [await cost(1), await cost(8)];
      expect({ path, long }).toEqual({ path, long: short });
      for (const reads of Object.values(long)) expect(reads).toBe(1);
    }
  });
});
