import { EventOrder } from './socket';

const event = (eventId: string, seq: number | null) => ({ eventId, seq });

describe('the order of events', () => {
  it('drops what came already, whatever its number', () => {
    const order = new EventOrder();
    expect(order.accept(event('a', 1))).toEqual({ isNew: true, gap: false });
    expect(order.accept(event('a', 1))).toEqual({ isNew: false, gap: false });
    expect(order.accept(event('a', null))).toEqual({ isNew: false, gap: false });
  });

  it('notices what is missing', () => {
    const order = new EventOrder();
    order.accept(event('a', 4));
    expect(order.accept(event('b', 5)).gap).toBe(false);
    expect(order.accept(event('c', 8)).gap).toBe(true);
    expect(order.lastSeq).toBe(8);
  });

  it('keeps the highest number when older events come late', () => {
    const order = new EventOrder();
    order.accept(event('a', 9));
    expect(order.accept(event('b', 7))).toEqual({ isNew: true, gap: false });
    expect(order.lastSeq).toBe(9);
  });

  it('knows nothing before the first event', () => {
    expect(new EventOrder().lastSeq).toBeUndefined();
  });

  it('does not grow for ever', () => {
    const order = new EventOrder();
    for (let number = 1; number <= 600; number += 1) order.accept(event(`e${number}`, number));
    expect(order.accept(event('e1', 1)).isNew).toBe(true);
    expect(order.accept(event('e600', 600)).isNew).toBe(false);
  });
});
