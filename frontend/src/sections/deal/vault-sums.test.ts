import { addsUp, whoMayAct } from './vault-sums';

const part = (amount: string, asset = 'ETH-USDT') => ({
  place: 'escrow' as const,
  holder: 'amn' as const,
  frozen: false,
  money: { amount, asset },
});
const came = (amount: string, asset = 'ETH-USDT') => ({
  source: 'deposit' as const,
  money: { amount, asset },
});

describe('the sum under the places', () => {
  it('is right when the places hold what came in, asset by asset', () => {
    expect(addsUp({ parts: [part('70'), part('30')], cameIn: [came('100')] })).toBe(true);
    expect(addsUp({ parts: [], cameIn: [] })).toBe(true);
    const big = '9007199254740993';
    expect(addsUp({ parts: [part(big)], cameIn: [came(big)] })).toBe(true);
  });

  it('is wrong by one unit, by another asset, and by money from nowhere', () => {
    expect(addsUp({ parts: [part('9007199254740993')], cameIn: [came('9007199254740992')] })).toBe(false);
    expect(addsUp({ parts: [part('100', 'ETH-USDC')], cameIn: [came('100')] })).toBe(false);
    expect(addsUp({ parts: [part('1')], cameIn: [] })).toBe(false);
  });
});

describe('who may act', () => {
  it('is whoever has a button', () => {
    expect(whoMayAct({ mayAct: { buyer: ['approve'], seller: [], mediator: true } })).toEqual([
      'buyer',
      'mediator',
    ]);
    expect(whoMayAct({ mayAct: { buyer: [], seller: [], mediator: false } })).toEqual([]);
  });
});
