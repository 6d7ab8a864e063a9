import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';

function logged(entry: object): string {
  let text = '';
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  createLogger('info', destination).info(entry, 'message');
  return text;
}

describe('the log', () => {
  it('holds no secret, wherever it stands', () => {
    const text = logged({
      req: {
        headers: {
          authorization: 'Bearer SECRET',
          cookie: 'amn_refresh=SECRET',
          'x-shkeeper-api-key': 'SECRET',
          'x-shkeeper-signature': 'SECRET',
          'x-signature': 'SECRET',
          'x-sandbox-secret': 'SECRET',
          'user-agent': 'a browser',
        },
      },
      res: { headers: { 'set-cookie': ['amn_refresh=SECRET'] } },
      password: 'SECRET',
      body: { password: 'SECRET', refreshToken: 'SECRET', user: { newPassword: 'SECRET' } },
    });
    expect(text).not.toContain('SECRET');
    expect(text).toContain('a browser');
  });

  it('is JSON with the level in words, an ISO time and the error’s own code', () => {
    const line = JSON.parse(logged({ err: Object.assign(new Error('boom'), { code: 'E_BOOM' }) })) as Record<
      string,
      unknown
    >;
    expect(line).toMatchObject({ level: 'info', msg: 'message', err: { message: 'boom', code: 'E_BOOM' } });
    expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });
});
