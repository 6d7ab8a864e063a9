import { fromLocal, toLocalDay, toLocalMinute } from './local-time';

describe('a day and a minute in the reader’s own time', () => {
  it('are written without a zone and read back as they were', () => {
    const at = new Date(2026, 2, 1, 9, 5, 30);
    expect(toLocalDay(at)).toBe('2026-03-01');
    expect(toLocalMinute(at)).toBe('2026-03-01T09:05');
    expect(fromLocal('2026-03-01')).toEqual(new Date(2026, 2, 1));
    expect(fromLocal('2026-03-01T09:05')).toEqual(new Date(2026, 2, 1, 9, 5));
  });

  it('are nothing else', () => {
    for (const text of ['', '1404-12-10 ', '2026-3-1', '2026-13-01', '2026-03-01T25:00', 'yesterday']) {
      expect([text, fromLocal(text)]).toEqual([text, null]);
    }
  });
});
