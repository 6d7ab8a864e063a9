import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import type { Response } from 'supertest';
import { env } from '../../config/env.ts';
import { database } from '../../platform/mongo.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { signInAs, type TestActor } from '../../testing/actors.ts';
import { expectData, expectError } from '../../testing/expect-envelope.ts';
import { startTestApp, type TestApp } from '../../testing/test-app.ts';
import * as contract from './file.contract.ts';
import { addReaders, attachFiles, fileRoutes, getFileRefs } from './index.ts';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n');
const PNG: typeof PDF = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.alloc(64, 1),
]);
const ZIP: typeof PDF = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(64, 1)]);

let t: TestApp;
let sara: TestActor;
let omid: TestActor;

const upload = (by: TestActor, bytes: Buffer, filename: string, contentType = 'application/octet-stream') =>
  t.api.post('/api/files').set(by.auth).attach('file', bytes, { filename, contentType });

const saved = async (by: TestActor, bytes = PDF, filename = 'plan.pdf') =>
  expectData(await upload(by, bytes, filename), contract.uploadFile);

const download = (fileId: string, by?: TestActor) => {
  const request = t.api
    .get(`/api/files/${fileId}`)
    .buffer(true)
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => {
        done(null, Buffer.concat(parts));
      });
    });
  return by ? request.set(by.auth) : request;
};

/** Errors come as JSON, which the parser above leaves as bytes. */
const asJson = (response: Response): Response =>
  Object.assign(response, { body: JSON.parse((response.body as Buffer).toString()) as unknown });

const attach = (
  fileIds: readonly string[],
  owner: TestActor,
  audience: Parameters<typeof attachFiles>[1]['audience'],
) => inTransaction((tx) => attachFiles(tx, { fileIds, ownerId: owner.id, audience }));

async function storedFiles(): Promise<string[]> {
  const entries = await readdir(env().UPLOADS_DIR, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

const rows = () => database().collection('files').countDocuments();

beforeAll(async () => {
  t = await startTestApp({ routes: fileRoutes });
  [sara, omid] = await Promise.all([signInAs(), signInAs()]);
});

describe('upload', () => {
  it('keeps the bytes under a name of its own and answers with what the content is', async () => {
    const ref = expectData(await upload(sara, PDF, 'plan.pdf', 'text/html'), contract.uploadFile);
    expect(ref).toEqual({
      id: expect.any(String),
      name: 'plan.pdf',
      contentType: 'application/pdf',
      sizeBytes: PDF.length,
    });
    const response = await download(ref.id, sara);
    expect(response.body).toEqual(PDF);
    expect((await storedFiles()).some((path) => path.includes('plan'))).toBe(false);
  });

  it('keeps Persian and Chinese names, also at the download', async () => {
    const name = 'نقشهٔ فرش ۲.pdf';
    const ref = await saved(sara, PDF, name);
    expect(ref.name).toBe(name.normalize('NFC'));
    const disposition = (await download(ref.id, sara)).get('Content-Disposition') ?? '';
    const encoded = /filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? '';
    expect(decodeURIComponent(encoded)).toBe(ref.name);
    expect((await saved(sara, PNG, '设计图.png')).name).toBe('设计图.png');
  });

  it.each([
    ['../../../etc/passwd.txt', 'passwd.txt'],
    ['..\\..\\windows\\system.txt', 'system.txt'],
    ['/etc/shadow.txt', 'shadow.txt'],
    ['a\u202Etxt.exe.txt', 'atxt.exe.txt'],
    ['. .txt', '. .txt'],
    ['quote".txt', 'quote.txt'],
  ])('takes no path and no trick from the name %j', async (given, kept) => {
    const before = await storedFiles();
    const ref = await saved(sara, Buffer.from('plain text'), given);
    expect(ref.name).toBe(kept);
    const added = (await storedFiles()).filter((path) => !before.includes(path));
    expect(added).toHaveLength(1);
    expect(added[0]?.startsWith(env().UPLOADS_DIR)).toBe(true);
    expect(added[0]).toMatch(/\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
  });

  it.each([
    [
      'a page with a script, as a picture',
      Buffer.from('<!DOCTYPE html><script>alert(1)</script>'),
      'cat.png',
      'image/png',
    ],
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'cat.svg',
      'image/svg+xml',
    ],
    ['a program', Buffer.from([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00]), 'setup.pdf', 'application/pdf'],
    ['an ELF binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x00]), 'a.txt', 'text/plain'],
    ['nothing', Buffer.alloc(0), 'empty.txt', 'text/plain'],
  ])('refuses %s and keeps nothing', async (_what, bytes, name, type) => {
    const [filesBefore, rowsBefore] = [await storedFiles(), await rows()];
    expectError(await upload(sara, bytes, name, type), 'FILE_TYPE_NOT_ALLOWED');
    expect(await storedFiles()).toEqual(filesBefore);
    expect(await rows()).toBe(rowsBefore);
  });

  it('refuses more than 10 MB and keeps nothing', async () => {
    const before = await storedFiles();
    const large = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]);
    expectError(await upload(sara, large, 'large.pdf'), 'PAYLOAD_TOO_LARGE');
    expect(await storedFiles()).toEqual(before);
    const largest = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024 - PDF.length)]);
    expect((await saved(sara, largest, 'largest.pdf')).sizeBytes).toBe(10 * 1024 * 1024);
  });

  it('wants one file in the field `file` and nothing else', async () => {
    const before = await storedFiles();
    const post = () => t.api.post('/api/files').set(sara.auth);
    expectError(await post().attach('other', PDF, 'a.pdf'), 'VALIDATION_FAILED');
    expectError(await post().attach('file', PDF, 'a.pdf').attach('file', PDF, 'b.pdf'), 'VALIDATION_FAILED');
    expectError(await post().field('ownerId', omid.id).attach('file', PDF, 'a.pdf'), 'VALIDATION_FAILED');
    expectError(await post().field('file', 'text'), 'VALIDATION_FAILED');
    expectError(await post().attach('file', PDF, '..'), 'VALIDATION_FAILED');
    expectError(await post().send({ file: { $ne: null } }), 'UNSUPPORTED_MEDIA_TYPE');
    expectError(
      await t.api.post('/api/files?ownerId=1').set(sara.auth).attach('file', PDF, 'a.pdf'),
      'VALIDATION_FAILED',
    );
    expect(await storedFiles()).toEqual(before);
  });

  it('is for people with a proven address, and leaves nothing of others', async () => {
    const before = await storedFiles();
    expectError(await t.api.post('/api/files').attach('file', PDF, 'a.pdf'), 'UNAUTHENTICATED');
    expectError(await upload(await signInAs({ emailVerified: false }), PDF, 'a.pdf'), 'EMAIL_NOT_VERIFIED');
    expect(await storedFiles()).toEqual(before);
  });

  it('stops somebody who only fills the disk', async () => {
    const flooder = await signInAs();
    for (let index = 0; index < 50; index += 1) await saved(flooder, Buffer.from(`text ${index}`), 'a.txt');
    const before = await storedFiles();
    expectError(await upload(flooder, PDF, 'one-more.pdf'), 'RATE_LIMITED');
    expect(await storedFiles()).toEqual(before);
  });
});

describe('who may read', () => {
  it('is the owner alone until the file belongs to something', async () => {
    const { id } = await saved(sara);
    expect((await download(id, sara)).status).toBe(200);
    expectError(asJson(await download(id, omid)), 'NOT_FOUND');
    expectError(asJson(await download(id)), 'NOT_FOUND');
    expectError(asJson(await download(id, await signInAs({ role: 'admin' }))), 'NOT_FOUND');
  });

  it('is then its audience', async () => {
    const { id } = await saved(sara);
    const refs = await attach([id, id], sara, { kind: 'users', userIds: [omid.id] });
    expect([...(await getFileRefs([id, '0'.repeat(24)]))]).toEqual([[id, refs[0]]]);
    expect(refs).toEqual([{ id, name: 'plan.pdf', contentType: 'application/pdf', sizeBytes: PDF.length }]);
    expect((await download(id, omid)).status).toBe(200);
    const stranger = await signInAs();
    expectError(asJson(await download(id, stranger)), 'NOT_FOUND');
    await inTransaction((tx) => addReaders(tx, [id], [stranger.id]));
    expect((await download(id, stranger)).status).toBe(200);
    expectError(asJson(await download(id)), 'NOT_FOUND');
  });

  it('is everybody for what is public, and stays so', async () => {
    const { id } = await saved(sara, PNG, 'cat.png');
    await attach([id], sara, { kind: 'public' });
    await attach([id], sara, { kind: 'users', userIds: [] });
    const response = await download(id);
    expect(response.status).toBe(200);
    expect(response.get('Cache-Control')).toContain('public');
  });

  it('is not widened by attaching a file that is somebody else’s or nobody’s', async () => {
    const { id } = await saved(sara);
    const own = await saved(omid);
    for (const fileIds of [[id], [own.id, id], ['0'.repeat(24)]]) {
      await expect(attach(fileIds, omid, { kind: 'public' })).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
    }
    expectError(asJson(await download(id)), 'NOT_FOUND');
    expectError(asJson(await download(own.id)), 'NOT_FOUND');
  });

  it('is as before when the transaction that attached is given up', async () => {
    const { id } = await saved(sara);
    const given = inTransaction(async (tx) => {
      await attachFiles(tx, { fileIds: [id], ownerId: sara.id, audience: { kind: 'public' } });
      throw new Error('given up');
    });
    await expect(given).rejects.toThrow('given up');
    expectError(asJson(await download(id)), 'NOT_FOUND');
  });

  it.each(['not-an-id', '..%2f..%2fetc%2fpasswd', '%24ne', '1'])('is nobody for %j', async (fileId) => {
    expectError(asJson(await download(fileId, sara)), 'VALIDATION_FAILED');
  });

  it('answers 404 where there is no file, 401 for a bad token', async () => {
    expectError(asJson(await download('0'.repeat(24), sara)), 'NOT_FOUND');
    const { id } = await saved(sara);
    expectError(await t.api.get(`/api/files/${id}`).set('Authorization', 'Bearer x'), 'UNAUTHENTICATED');
  });
});

describe('download', () => {
  it('shows pictures and PDF in the browser and hands over everything else', async () => {
    const disposition = async (bytes: typeof PDF, name: string) =>
      (await download((await saved(sara, bytes, name)).id, sara)).get('Content-Disposition');
    expect(await disposition(PNG, 'cat.png')).toBe('inline; filename=cat.png');
    expect(await disposition(PDF, 'plan.pdf')).toBe('inline; filename=plan.pdf');
    expect(await disposition(ZIP, 'all.zip')).toBe('attachment; filename=all.zip');
    expect(await disposition(Buffer.from('just words'), 'page.html')).toBe('attachment; filename=page.html');
  });

  it('lets nothing in a file act on our origin', async () => {
    const { id } = await saved(sara, Buffer.from('just words'), 'page.html');
    const response = await download(id, sara);
    expect(response.get('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(response.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
    expect(response.get('Cache-Control')).toBe('private, no-cache');
    expect(response.get('Content-Length')).toBe('10');
  });

  it('answers 304 to who has it, but only to those who may read it', async () => {
    const { id } = await saved(sara);
    const etag = (await download(id, sara)).get('ETag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const again = await download(id, sara).set('If-None-Match', etag);
    expect(again.status).toBe(304);
    expect((again.body as Buffer).length).toBe(0);
    expectError(asJson(await download(id, omid).set('If-None-Match', etag)), 'NOT_FOUND');
  });

  it('answers HEAD with the size and no bytes', async () => {
    const { id } = await saved(sara);
    const response = await t.api.head(`/api/files/${id}`).set(sara.auth);
    expect(response.status).toBe(200);
    expect(response.get('Content-Length')).toBe(String(PDF.length));
  });

  it('says in the envelope that bytes are gone', async () => {
    const before = await storedFiles();
    const { id } = await saved(sara);
    const [path] = (await storedFiles()).filter((file) => !before.includes(file));
    await rm(path ?? '');
    const response = asJson(await download(id, sara));
    expectError(response, 'NOT_FOUND');
    expect(response.get('Content-Type')).toContain('application/json');
  });
});

describe('the sweep', () => {
  it('removes what belonged to nothing for a day, and only that', async () => {
    const [orphan, attached, fresh] = [await saved(sara), await saved(sara), await saved(sara)];
    await attach([attached.id], sara, { kind: 'users', userIds: [] });
    const yesterday = new Date(Date.now() - 25 * 3600_000);
    const old = [orphan.id, attached.id].map((id) => new Types.ObjectId(id));
    await database()
      .collection('files')
      .updateMany({ _id: { $in: old } }, { $set: { uploadedAt: yesterday } });
    const filesBefore = await storedFiles();
    await t.deadlines.sweep();
    expectError(asJson(await download(orphan.id, sara)), 'NOT_FOUND');
    expect((await download(attached.id, sara)).status).toBe(200);
    expect((await download(fresh.id, sara)).status).toBe(200);
    const gone = filesBefore.length - (await storedFiles()).length;
    expect(gone).toBe(1);
    for (const path of await storedFiles()) expect((await stat(path)).size).toBeGreaterThan(0);
  });
});
