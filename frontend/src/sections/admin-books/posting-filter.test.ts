import { readFilter, toQuery, wrongFields, writeFilter } from './posting-filter';

const id = 'a'.repeat(24);
const from = (query: string) => {
  const params = new URLSearchParams(query);
  return readFilter((name) => params.get(name));
};

describe('the filters of the ledger', () => {
  it('come from the address, go back to it, and are asked of the API', () => {
    const texts = from(`event=release&contractId=${id}&asset=ETH-USDT&nonsense=1`);
    expect(writeFilter(texts)).toBe(`?event=release&asset=ETH-USDT&contractId=${id}`);
    expect(toQuery(texts)).toEqual({ event: 'release', contractId: id, asset: 'ETH-USDT' });
    expect(toQuery({})).toEqual({});
  });

  it('ask nothing when something in them is not proper', () => {
    expect(wrongFields(from('userId=somebody&account=ESCROW'))).toEqual(['account', 'userId']);
    expect(toQuery(from('userId=somebody'))).toBeNull();
    expect(toQuery(from(`userId=${id}&account=fee_revenue`))).toBeNull();
    expect(toQuery(from('from=2026-03-02&to=2026-03-01'))).toBeNull();
  });

  it('include the whole of the last day', () => {
    const query = toQuery(from('from=2026-03-01&to=2026-03-01'));
    expect(Date.parse(query?.to ?? '') - Date.parse(query?.from ?? '')).toBe(24 * 3600 * 1000);
  });
});
