import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { env } from '../config/env.ts';
import { route } from '../shared/define-route.ts';
import { endpoint } from '../shared/endpoint.ts';
import { signInAs, type TestActor } from '../testing/actors.ts';
import { expectData, expectError } from '../testing/expect-envelope.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { sniffMimeType } from './sniff.ts';
import { MAX_UPLOAD_BYTES, openStored, safeName } from './storage.ts';

const upload = endpoint({
  method: 'post',
  path: '/api/test/files',
  operationId: 'testUpload',
  summary: 'test',
  tag: 'Test',
  access: 'user',
  rateLimit: 'upload',
  transport: 'multipart',
  output: z.strictObject({ key: z.string(), name: z.string(), type: z.string(), sizeBytes: z.number() }),
  successStatus: 201,
});
const routes = [
  route(upload, ({ file }) => {
    if (!file) throw new Error('no file');
    return { key: file.key, name: file.originalName, type: file.mimeType, sizeBytes: file.sizeBytes };
  }),
];

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
let app: TestApp;
let actor: TestActor;
beforeAll(async () => {
  app = await startTestApp({ routes });
  actor = await signInAs();
});

const send = (bytes: Buffer, name: string, type = 'application/octet-stream') =>
  app.api
    .post('/api/test/files')
    .set(actor.auth)
    .attach('file', bytes, { filename: name, contentType: type });
const incoming = () => readdir(join(env().UPLOADS_DIR, 'incoming'));

describe('uploads', () => {
  it('keep the bytes under a name of our own, and the sender’s name for people', async () => {
    const data = expectData(await send(PNG, '../../etc/رسید پرداخت.png'), upload);
    expect(data).toMatchObject({ name: 'رسید پرداخت.png', type: 'image/png', sizeBytes: PNG.length });
    const { stream, sizeBytes } = await openStored(data.key);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).equals(PNG)).toBe(true);
    expect(sizeBytes).toBe(PNG.length);
  });

  it('believe the bytes, not the name or the header', async () => {
    const html = Buffer.from('<!DOCTYPE html><script>alert(1)</script>');
    expectError(await send(html, 'picture.png', 'image/png'), 'FILE_TYPE_NOT_ALLOWED');
    expectError(
      await send(Buffer.from([0x4d, 0x5a, 0x90, 0x00]), 'a.pdf', 'application/pdf'),
      'FILE_TYPE_NOT_ALLOWED',
    );
    expect(await incoming()).toEqual([]);
  });

  it('refuse too large a file, two files, another field, no file and no form, and keep nothing', async () => {
    expectError(await send(Buffer.alloc(MAX_UPLOAD_BYTES + 1, 97), 'large.txt'), 'PAYLOAD_TOO_LARGE');
    expectError(await send(PNG, 'a.png').attach('file', PNG, 'b.png'), 'VALIDATION_FAILED');
    const post = () => app.api.post('/api/test/files').set(actor.auth);
    expectError(await post().attach('other', PNG, 'a.png'), 'VALIDATION_FAILED');
    expectError(await post(), 'VALIDATION_FAILED');
    expectError(await post().send({ file: 'x' }), 'UNSUPPORTED_MEDIA_TYPE');
    const broken = post().set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nContent-Disp');
    expectError(await broken, 'MALFORMED_REQUEST');
    expect(await incoming()).toEqual([]);
  });

  it('keep nothing of somebody who is not signed in', async () => {
    expectError(await app.api.post('/api/test/files').attach('file', PNG, 'a.png'), 'UNAUTHENTICATED');
    expect(await incoming()).toEqual([]);
  });

  it('are found by their own keys only', async () => {
    await mkdir(env().UPLOADS_DIR, { recursive: true });
    await writeFile(join(env().UPLOADS_DIR, 'secret'), 'x');
    await expect(openStored('../secret')).rejects.toThrow('not a key');
    await expect(openStored('secret')).rejects.toThrow('not a key');
    await expect(openStored('00/00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('names and kinds', () => {
  it.each([
    ['C:\\Users\\me\\bill.pdf', 'bill.pdf'],
    ['a\u202Egpj.exe', 'agpj.exe'],
    ['..', 'file'],
    ['a"b<c>.txt', 'abc.txt'],
    ['\u0000\u0007', 'file'],
  ])('makes %j safe', (given, safe) => {
    expect(safeName(given)).toBe(safe);
  });

  it.each([
    [Buffer.from('%PDF-1.7'), 'a.bin', 'application/pdf'],
    [Buffer.from('ffd8ffe0', 'hex'), 'a.txt', 'image/jpeg'],
    [
      Buffer.from('504b0304', 'hex'),
      'a.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [Buffer.from('504b0304', 'hex'), 'a.exe', 'application/zip'],
    [Buffer.from('plain words, سلام'), 'a', 'text/plain'],
    [Buffer.from('a,b\n1,2'), 'a.csv', 'text/csv'],
    [Buffer.from('<svg onload=alert(1)>'), 'a.txt', null],
    [Buffer.alloc(0), 'a.txt', null],
  ])('knows %j called %s as %s', (head, name, type) => {
    expect(sniffMimeType(head, name)).toBe(type);
  });
});
