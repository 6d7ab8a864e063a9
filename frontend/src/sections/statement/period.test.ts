import { presetDays, readDays, toPeriod, writeDays } from './period';

const from = (query: string) => {
  const params = new URLSearchParams(query);
  return readDays((name) => params.get(name));
};

describe('the period of a statement', () => {
  it('comes from the address and goes back to it; what is no day is left out', () => {
    expect(from('from=2026-03-01&to=2026-03-31')).toEqual({ from: '2026-03-01', to: '2026-03-31' });
    expect(writeDays({ from: '2026-03-01', to: null })).toBe('?from=2026-03-01');
    expect(from('from=yesterday&to=2026-13-01')).toEqual({ from: null, to: null });
    expect(writeDays({ from: null, to: null })).toBe('');
  });

  it('includes its last day, and the whole of it', () => {
    const period = toPeriod({ from: '2026-03-01', to: '2026-03-01' });
    expect(Date.parse(period?.to ?? '') - Date.parse(period?.from ?? '')).toBe(24 * 3600 * 1000);
    expect(toPeriod({ from: null, to: null })).toEqual({});
  });

  it('is none when it runs backwards', () => {
    expect(toPeriod({ from: '2026-03-02', to: '2026-03-01' })).toBeNull();
  });

  it('has names for the usual ones', () => {
    const now = new Date(2026, 0, 15).getTime();
    expect(presetDays('month', now)).toEqual({ from: '2026-01-01', to: null });
    expect(presetDays('lastMonth', now)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
    expect(presetDays('year', now)).toEqual({ from: '2026-01-01', to: null });
    expect(presetDays('all', now)).toEqual({ from: null, to: null });
  });
});
