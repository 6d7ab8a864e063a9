import { nextMark, readMark, standingOf, TransferAlreadyAsked, type TransferMark } from './transfer-mark';

const TXID = `0x${'ab'.repeat(32)}`;
const OTHER = `0x${'cd'.repeat(32)}`;
const asked: TransferMark = { state: 'asked', amount: '5' };
const sent: TransferMark = { state: 'sent', amount: '5', txid: TXID };
const failed: TransferMark = { state: 'failed', amount: '5', txid: TXID };

describe('one intention, one transfer', () => {
  it('goes from asked to sent', () => {
    expect(nextMark(null, { type: 'ask', amount: '5' })).toEqual(asked);
    expect(nextMark(asked, { type: 'sent', txid: TXID })).toEqual(sent);
  });

  it.each([asked, sent])('refuses a second one while the first is $state', (mark) => {
    expect(() => nextMark(mark, { type: 'ask', amount: '5' })).toThrow(TransferAlreadyAsked);
  });

  it('allows another after one that moved nothing', () => {
    expect(nextMark(sent, { type: 'failed' })).toEqual(failed);
    expect(nextMark(failed, { type: 'ask', amount: '7' })).toEqual({ state: 'asked', amount: '7' });
  });

  it('forgets what was certainly not sent, and only that', () => {
    expect(nextMark(asked, { type: 'notSent' })).toBeNull();
    expect(nextMark(sent, { type: 'notSent' })).toEqual(sent);
  });

  it('forgets what its owner says was not sent', () => {
    expect(nextMark(asked, { type: 'dismissed' })).toBeNull();
    expect(nextMark(sent, { type: 'dismissed' })).toBeNull();
  });

  it('follows a transfer whose fee was raised', () => {
    expect(nextMark(sent, { type: 'repriced', txid: OTHER })).toEqual({ ...sent, txid: OTHER });
    expect(nextMark(null, { type: 'repriced', txid: OTHER })).toBeNull();
  });

  it('makes room for the rest once a part has arrived', () => {
    expect(nextMark(sent, { type: 'seen', deposits: [{ txid: TXID }] })).toBeNull();
    expect(nextMark(sent, { type: 'seen', deposits: [{ txid: OTHER }] })).toEqual(sent);
    expect(nextMark(asked, { type: 'seen', deposits: [{ txid: TXID }] })).toEqual(asked);
  });

  it('takes no answer to a question that nobody asked', () => {
    expect(nextMark(null, { type: 'sent', txid: TXID })).toBeNull();
    expect(nextMark(null, { type: 'failed' })).toBeNull();
  });
});

describe('where a transfer stands', () => {
  it('is told by the payment itself once it has arrived, however the hash is written', () => {
    expect(standingOf(sent, [])).toBe('sent');
    expect(standingOf(sent, [{ txid: TXID.toUpperCase().replace('0X', '0x') }])).toBe('none');
  });

  it('stays open without an answer, whatever else arrives', () => {
    expect(standingOf(asked, [{ txid: TXID }])).toBe('open');
    expect(standingOf(null, [])).toBe('none');
    expect(standingOf(failed, [])).toBe('failed');
  });
});

describe('what was stored', () => {
  it.each([asked, sent, failed])('is read as it was: $state', (mark) => {
    expect(readMark(JSON.stringify(mark))).toEqual(mark);
  });

  it.each([
    null,
    '',
    'null',
    '[]',
    '{"state":"sent","amount":"5"}',
    '{"state":"sent","amount":"5","txid":"javascript:alert(1)"}',
    '{"state":"asked","amount":"-5"}',
    '{"state":"paid","amount":"5"}',
  ])('is nothing when it is not a mark: %s', (stored) => {
    expect(readMark(stored)).toBeNull();
  });
});
