import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { replaceMailSender, type Mail } from '../../../platform/mailer.ts';
import { database } from '../../../platform/mongo.ts';
import { emitLater, type OutboxEvent } from '../../../platform/outbox.ts';
import { inTransaction } from '../../../platform/transaction.ts';
import type { TestActor } from '../../../testing/actors.ts';
import { expectData } from '../../../testing/expect-envelope.ts';
import { person, postOffer, postRequest } from '../../../testing/marketplace.ts';
import { startTestApp, type TestApp } from '../../../testing/test-app.ts';
import { register, verifyEmail } from '../../auth/auth.contract.ts';
import { updateMe } from '../../user/user.contract.ts';
import { sendDueMails } from '../index.ts';

let t: TestApp;
let inbox: Mail[] = [];
let refuse = false;

const mails = () => database().collection('mails');
const emit = (...events: OutboxEvent[]) => inTransaction((tx) => emitLater(tx, ...events));
const settings = async (by: TestActor, changes: object) =>
  expectData(await t.api.patch('/api/users/me').set(by.auth).send(changes), updateMe);

/** What reached the inbox through events that are published and mails that are due now. */
async function delivered(): Promise<Mail[]> {
  await t.settle();
  await sendDueMails();
  return inbox;
}

async function offered(changes: object = {}) {
  const [buyer, seller] = [await person('Bahar'), await person('Omid <script>')];
  await settings(buyer, changes);
  const request = await postRequest(t, buyer, { title: 'Tea & “sugar”' });
  await postOffer(t, seller, request.id);
  return { buyer, seller, requestId: request.id };
}

beforeAll(async () => {
  t = await startTestApp();
});

beforeEach(async () => {
  await mails().deleteMany({});
  inbox = [];
  refuse = false;
  replaceMailSender((mail) => {
    if (refuse) return Promise.reject(new Error('the mail server is away'));
    inbox.push(mail);
    return Promise.resolve();
  });
});

afterEach(() => {
  replaceMailSender(null);
});

describe('a mail about a deal', () => {
  it('says what happened, the amount, and where to go, in the addressee’s language', async () => {
    const { requestId } = await offered({ language: 'fa' });
    const [mail, ...others] = await delivered();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ language: 'fa', to: expect.stringMatching(/@example\.org$/) });
    expect(mail?.subject).toBe('پیشنهاد تازه برای «\u2068Tea & “sugar”\u2069»');
    expect(mail?.text).toContain('۲۵۰');
    expect(mail?.text).toContain(`http://localhost:8083/fa/requests/${requestId}`);
    expect(mail?.text).toContain('http://localhost:8083/fa/settings');
    expect(mail?.html).toContain('Tea &#38; “sugar”');
    expect(mail?.html).not.toContain('<script>');
  });

  it('stays away where somebody wants none', async () => {
    await offered({ emailNotifications: false });
    expect(await delivered()).toEqual([]);
    expect(await mails().countDocuments({ state: 'skipped' })).toBe(1);
  });

  it('is sent once, though the worker looks again', async () => {
    await offered();
    expect(await delivered()).toHaveLength(1);
    expect(await delivered()).toHaveLength(1);
    expect(await mails().countDocuments({ state: 'sent' })).toBe(1);
  });

  it('is sent by one of two workers', async () => {
    await offered();
    await t.settle();
    await Promise.all([sendDueMails(), sendDueMails(), sendDueMails()]);
    expect(inbox).toHaveLength(1);
  });

  it('carries one id through every attempt', async () => {
    await offered();
    const [mail] = await delivered();
    expect(Types.ObjectId.isValid(mail?.eventId ?? '')).toBe(true);
  });
});

describe('a mail server that is away', () => {
  it('delays mails and loses none', async () => {
    await offered();
    await offered();
    refuse = true;
    expect(await delivered()).toEqual([]);
    // After one failure the others are not tried in vain.
    expect(await mails().countDocuments({ attempts: 1 })).toBe(1);
    refuse = false;
    expect(await delivered()).toHaveLength(1);
    await mails().updateMany({}, { $set: { notBefore: new Date(0) } });
    expect(await delivered()).toHaveLength(2);
  });

  it('is left alone for longer each time', async () => {
    await offered();
    refuse = true;
    const rests: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await mails().updateMany({}, { $set: { notBefore: new Date(0) } });
      await delivered();
      const [row] = await mails().find().toArray();
      rests.push(Math.round(((row?.['notBefore'] as Date).getTime() - Date.now()) / 1000));
    }
    expect(rests).toEqual([5, 10, 20, 40]);
  });

  it('is given up at last', async () => {
    await offered();
    await t.settle();
    refuse = true;
    await mails().updateMany({}, { $set: { attempts: 39 } });
    await sendDueMails();
    expect(await mails().countDocuments({ state: 'given_up' })).toBe(1);
    refuse = false;
    await sendDueMails();
    expect(inbox).toEqual([]);
  });

  it('holds up no event', async () => {
    refuse = true;
    const { buyer } = await offered();
    await t.settle();
    const row = await database()
      .collection('notifications')
      .findOne({ userId: new Types.ObjectId(buyer.id) });
    expect(row).not.toBeNull();
  });
});

describe('mails about the safety of an account', () => {
  it('are sent whatever the settings say, and link to no way to turn them off', async () => {
    const sara = await person('Sara');
    await settings(sara, { emailNotifications: false, language: 'ar' });
    await emit(
      { name: 'payout:address-updated', ids: { addressId: '0'.repeat(24) }, addressees: [sara.id] },
      { name: 'auth:password-changed', ids: { userId: sara.id }, addressees: [sara.id] },
    );
    const got = await delivered();
    expect(got.map(({ subject }) => subject).sort()).toEqual(
      ['تغيّرت عناوين السحب في حسابك', 'تم تغيير كلمة المرور'].sort(),
    );
    for (const { text } of got) expect(text).toContain('أمان حسابك');
  });

  it('bring the code, which works, and a link with it', async () => {
    const account = {
      email: 'code+1@example.org',
      password: 'correct horse 1',
      name: 'Thảo',
      language: 'vi',
    };
    expectData(await t.api.post('/api/auth/register').send(account), register);
    const [mail] = await delivered();
    const code = /\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '';
    expect(mail?.subject).toBe(`${code} là mã Amn của bạn`);
    const url = new URL(/http:\S+\/verify\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect(url.pathname).toBe('/vi/verify');
    expect(Object.fromEntries(url.searchParams)).toEqual({ email: account.email, code });
    const sent = { email: url.searchParams.get('email'), code: url.searchParams.get('code') };
    expectData(await t.api.post('/api/auth/verify-email').send(sent), verifyEmail);
  });

  it('bring no code to an address that is proven by then', async () => {
    const account = { email: 'fast@example.org', password: 'correct horse 1', name: 'Fast', language: 'en' };
    expectData(await t.api.post('/api/auth/register').send(account), register);
    await database()
      .collection('users')
      .updateOne({ email: account.email }, { $set: { emailVerifiedAt: new Date() } });
    expect(await delivered()).toEqual([]);
  });

  it('repeat the same code when the event comes twice', async () => {
    const account = {
      email: 'twice@example.org',
      password: 'correct horse 1',
      name: 'Twice',
      language: 'en',
    };
    expectData(await t.api.post('/api/auth/register').send(account), register);
    const [first] = await delivered();
    await mails().updateMany({}, { $set: { state: 'due', notBefore: new Date(0) } });
    const [, second] = await delivered();
    expect(second).toEqual(first);
  });
});
