import { patiently } from './patiently';

const notThere = () => Object.assign(new Error('Failed to load chunk'), { name: 'ChunkLoadError' });

function network(isThere: boolean): void {
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(isThere);
  if (isThere) window.dispatchEvent(new Event('online'));
}

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

it('brings a part when the network is back, however long that takes', async () => {
  network(false);
  const load = jest
    .fn<Promise<string>, []>()
    .mockRejectedValueOnce(notThere())
    .mockResolvedValue('the dialog');
  const part = patiently(load)();
  await jest.advanceTimersByTimeAsync(600_000);
  expect(load).toHaveBeenCalledTimes(1);
  network(true);
  expect(await part).toBe('the dialog');
});

it('gives up on a part that is not there any more', async () => {
  network(true);
  const load = jest.fn(() => Promise.reject(notThere()));
  const part = patiently(load)();
  const given = expect(part).rejects.toThrow('Failed to load chunk');
  await jest.advanceTimersByTimeAsync(10_000);
  await given;
  expect(load).toHaveBeenCalledTimes(3);
});

it('hides no bug of a part', async () => {
  const load = jest.fn(() => Promise.reject(new TypeError('a bug')));
  await expect(patiently(load)()).rejects.toThrow('a bug');
  expect(load).toHaveBeenCalledTimes(1);
});
