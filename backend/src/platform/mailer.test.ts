import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closeMailer, type Mail, replaceMailSender, sendMail } from './mailer.ts';

/** The least of an SMTP server: takes every mail and keeps what was said. */
const received: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((socket) => {
    let inData = false;
    let mail = '';
    socket.setEncoding('utf8');
    socket.write('220 test ESMTP\r\n');
    socket.on('data', (chunk: string) => {
      if (inData) {
        mail += chunk;
        if (!mail.endsWith('\r\n.\r\n')) return;
        received.push(mail);
        inData = false;
        mail = '';
        socket.write('250 taken\r\n');
        return;
      }
      for (const line of chunk.split('\r\n').filter((text) => text !== '')) {
        if (line === 'DATA') inData = true;
        socket.write(
          line === 'DATA' ? '354 go on\r\n' : line.startsWith('EHLO') ? '250 test\r\n' : '250 ok\r\n',
        );
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env['SMTP_URL'] = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  closeMailer();
  server.close();
});

const mail: Mail = {
  to: 'سارا <sara@example.test>',
  subject: 'پرداخت رسید',
  text: 'سلام',
  html: '<p dir="rtl">سلام</p>',
  language: 'fa',
  eventId: '0123456789abcdef01234567',
};

describe('mail', () => {
  it('goes out by SMTP, in its language, under its event’s id', async () => {
    await sendMail(mail);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatch(/^Message-ID: <0123456789abcdef01234567@amn\.test>\r$/m);
    expect(received[0]).toMatch(/^Content-Language: fa\r$/m);
    expect(received[0]).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(received[0]).toContain('sara@example.test');
  });

  it('can be caught by a test', async () => {
    const caught: Mail[] = [];
    replaceMailSender((sent) => {
      caught.push(sent);
      return Promise.resolve();
    });
    await sendMail(mail);
    replaceMailSender(null);
    expect(caught).toEqual([mail]);
    expect(received).toHaveLength(1);
  });
});
