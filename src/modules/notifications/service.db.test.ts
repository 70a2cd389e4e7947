import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous, systemActor } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { queuedJobs, recordedAudit, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { NotificationsDeps } from './context.ts';
import { startMailCatcher, type MailCatcher } from './providers/mail-catcher.ts';
import type { Mailer } from './providers/mailer.ts';
import { createSmtpMailer } from './providers/smtp-mailer.ts';
import { createNotifications, type Notifications } from './service.ts';
import type { NotificationsTables } from './tables.gen.ts';
import { aNotice, withoutChannels } from './testing.ts';

let test: TestDatabase<NotificationsTables>;
let catcher: MailCatcher;
let mailer: Mailer;
let deps: NotificationsDeps;
let notifications: Notifications;

const from = { name: 'Cổng dịch vụ công', address: 'khong-tra-loi@tinh.vidu.test' };
const clerk = anOfficer({
  grants: { 'notifications.read_deliveries': ['unit-an-hoa'], 'notifications.resend': ['unit-an-hoa'] },
});

beforeAll(async () => {
  test = await testDatabase();
  catcher = await startMailCatcher(test);
  mailer = createSmtpMailer({ url: catcher.url, from });
  deps = {
    ...test,
    ...withoutChannels,
    baseUrl: 'https://dichvucong.vidu.test',
    siteName: 'Cổng dịch vụ công tỉnh Bình Minh',
    mailer,
    demo: true,
  };
  notifications = createNotifications(deps);
});
afterAll(async () => {
  mailer.close();
  await catcher.stop();
});

const tell = (notice: ReturnType<typeof aNotice>): Promise<boolean> =>
  test.db.transaction((tx) => notifications.send(tx, notice));

type Row = Record<string, unknown>;
const rows = async (sql: string, ...values: unknown[]): Promise<Row[]> =>
  (await test.owner.query(sql, values)).rows as Row[];
const deliveriesOf = (key: string): Promise<Row[]> =>
  rows(
    `select d.id, d.number, d.state, d.reason, d.attempts from notifications.delivery d
     join notifications.message m on m.id = d.message_id where m.key = $1 order by d.number`,
    key,
  );

/** One try of the job, as the queue makes it. */
const tryOnce = (with_: Notifications, deliveryId: unknown, attempt = 1): Promise<void> =>
  with_.handlers.jobs?.[0]?.run({ deliveryId }, { attempt, signal: new AbortController().signal }) ??
  Promise.reject(new Error('no job'));

describe('send', () => {
  it('tells the same thing once, however often and however parallel it is asked', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => tell(aNotice('once'))));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await rows(`select count(*) from notifications.message where key = 'once'`)).toEqual([{ count: 1 }]);
    expect(await deliveriesOf('once')).toHaveLength(1);
    const [delivery] = await deliveriesOf('once');
    const jobs = (await queuedJobs(test)).filter((job) => job.payload['deliveryId'] === delivery?.['id']);
    expect(jobs).toHaveLength(1);
  });

  it('tells nothing when the use case fails', async () => {
    const failed = test.db.transaction(async (tx) => {
      await notifications.send(tx, aNotice('rolled back'));
      throw new Error('the use case failed');
    });
    await expect(failed).rejects.toThrow('the use case failed');
    expect(await rows(`select 1 from notifications.message where key = 'rolled back'`)).toEqual([]);
    expect(await tell(aNotice('rolled back'))).toBe(true);
  });

  it('writes the words of that moment, with the given name and nothing else of the person', async () => {
    await tell(aNotice('words'));
    const [message] = await rows(`select * from notifications.message where key = 'words'`);
    expect(message).toMatchObject({
      title: 'Hồ sơ H99.12-261123-0001 đã được tiếp nhận',
      link_label: 'Xem hồ sơ',
      template_version: 1,
    });
    expect(message?.['body']).toContain('Kính gửi Ông/Bà An,');
    expect(message?.['body']).toContain('16:30');
    expect(JSON.stringify(message)).not.toContain('Nguyễn');
    await tell(aNotice('words in English', { to: { accountId: 'x', locale: 'en' } }));
    const [english] = await rows(`select title, body from notifications.message where key = 'words in English'`);
    expect(english?.['body']).toContain('24 November 2026 at 16:30');
  });

  it('refuses a template, data or a link that do not fit', async () => {
    await expect(tell(aNotice('a', { template: 'cases.unknown' }))).rejects.toThrow('no notification template');
    await expect(tell(aNotice('b', { data: {} }))).rejects.toThrow('lacks');
    for (const link of [
      'https://elsewhere.example',
      '//elsewhere.example',
      '/\\elsewhere.example',
      'ho-so/1',
      '/a b',
    ]) {
      await expect(tell(aNotice('c', { link }))).rejects.toThrow('not a path');
    }
  });

  it('does not hand to a mail server what is no address', async () => {
    for (const [index, email] of [
      'không phải thư',
      'a@b',
      'a@vidu.test\r\nBcc: b@vidu.test',
      '"<script>"@vidu.test ',
    ].entries()) {
      await tell(aNotice(`bad ${index}`, { to: { accountId: 'x', email, locale: 'vi' } }));
      expect(await deliveriesOf(`bad ${index}`)).toMatchObject([{ state: 'undeliverable', reason: 'address_form' }]);
    }
    await tell(aNotice('no address', { to: { accountId: 'x', email: '', locale: 'vi' } }));
    expect(await deliveriesOf('no address')).toEqual([]);
  });
});

describe('delivery by SMTP', () => {
  it('reaches the mailbox with a Message-ID made from the key', async () => {
    await tell(aNotice('smtp'));
    const [delivery] = await deliveriesOf('smtp');
    await tryOnce(notifications, delivery?.['id']);
    expect(await deliveriesOf('smtp')).toMatchObject([{ state: 'sent', reason: null, attempts: 1 }]);
    const mail = (await notifications.listTestMail()).find((one) => one.recipient === 'an.nguyen@dan.vidu.test');
    expect(mail).toMatchObject({ subject: 'Hồ sơ H99.12-261123-0001 đã được tiếp nhận', copies: 1 });
    expect(mail?.messageId).toMatch(/^<[0-9a-f]{32}\.1@tinh\.vidu\.test>$/u);
    expect(mail?.body).toContain('Xem hồ sơ: https://dichvucong.vidu.test/ho-so/01940000-0000-7000-8000-000000000001');
    expect(mail?.body).toContain('Thư tự động của Cổng dịch vụ công tỉnh Bình Minh');
    await tryOnce(notifications, delivery?.['id']);
    expect((await notifications.readTestMail(mail?.id ?? '')).copies).toBe(1);
  });

  it('is recognised as a repeat when the process died between sending and writing it down', async () => {
    await tell(aNotice('crash', { to: { email: 'crash@dan.vidu.test', locale: 'vi' } }));
    const dying: Mailer = {
      send: async (mail) => {
        await mailer.send(mail);
        throw new Error('killed');
      },
      close: () => undefined,
    };
    const [delivery] = await deliveriesOf('crash');
    await expect(tryOnce(createNotifications({ ...deps, mailer: dying }), delivery?.['id'])).rejects.toThrow('killed');
    expect(await deliveriesOf('crash')).toMatchObject([{ state: 'queued', attempts: 1 }]);
    await tryOnce(notifications, delivery?.['id'], 2);
    expect(await deliveriesOf('crash')).toMatchObject([{ state: 'sent', attempts: 2 }]);
    const mails = (await notifications.listTestMail()).filter((mail) => mail.recipient === 'crash@dan.vidu.test');
    expect(mails).toMatchObject([{ copies: 2 }]);
  });

  it('gives up an address that the server refuses, and shows why', async () => {
    await tell(aNotice('refused', { to: { email: 'khong-ton-tai@dan.vidu.test', locale: 'vi' } }));
    const [delivery] = await deliveriesOf('refused');
    await tryOnce(notifications, delivery?.['id']);
    expect(await deliveriesOf('refused')).toMatchObject([{ state: 'undeliverable', reason: 'refused 550 5.1.1' }]);
  });

  it('tries again while the server is away, and fails after the last try', async () => {
    const away = createNotifications({ ...deps, mailer: createSmtpMailer({ url: 'smtp://127.0.0.1:1', from }) });
    await tell(aNotice('away'));
    const [delivery] = await deliveriesOf('away');
    await expect(tryOnce(away, delivery?.['id'])).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await deliveriesOf('away')).toMatchObject([
      { state: 'queued', reason: expect.stringMatching(/^unreachable E/u) as string },
    ]);
    await tryOnce(away, delivery?.['id'], 12);
    expect(await deliveriesOf('away')).toMatchObject([
      { state: 'failed', reason: expect.stringMatching(/^gave_up E/u) as string, attempts: 2 },
    ]);
    const without = createNotifications({ ...deps, mailer: null });
    await tell(aNotice('no server'));
    await tryOnce(without, (await deliveriesOf('no server'))[0]?.['id']);
    expect(await deliveriesOf('no server')).toMatchObject([{ state: 'failed', reason: 'no_mail_server' }]);
  });

  it('never talks to the mail server inside a transaction', async () => {
    const mail = { localId: 'x', to: 'a@dan.vidu.test', subject: 's', text: 't', html: 'h', locale: 'vi' };
    await expect(test.db.transaction(() => mailer.send(mail))).rejects.toThrow(
      'must not be called inside a transaction',
    );
  });
});

describe('resend', () => {
  const failedDelivery = async (key: string, unitUid = 'unit-an-hoa'): Promise<string> => {
    await tell(aNotice(key, { unitUid }));
    await tryOnce(createNotifications({ ...deps, mailer: null }), (await deliveriesOf(key))[0]?.['id']);
    return String((await deliveriesOf(key))[0]?.['id']);
  };

  it('adds a delivery once per request, with a Message-ID of its own', async () => {
    const input = { deliveryId: await failedDelivery('again'), requestId: test.ids.uuid() };
    const [one, two] = await Promise.all([notifications.resend(clerk, input), notifications.resend(clerk, input)]);
    expect(two).toBe(one);
    await tryOnce(notifications, one);
    expect(await deliveriesOf('again')).toMatchObject([
      { number: 1, state: 'failed' },
      { number: 2, state: 'sent' },
    ]);
    await expect(notifications.resend(clerk, { ...input, requestId: test.ids.uuid() })).rejects.toMatchObject({
      code: 'notifications.newer_delivery',
    });
    const traces = (await recordedAudit(test)).filter((entry) => entry.action === 'notifications.mail_resent');
    expect(traces).toMatchObject([{ unit_uid: 'unit-an-hoa', detail: { number: 2 } }]);
  });

  it('is not for mail that still waits, nor for officers of other units', async () => {
    await tell(aNotice('waiting'));
    const deliveryId = String((await deliveriesOf('waiting'))[0]?.['id']);
    const request = () => ({ deliveryId, requestId: test.ids.uuid() });
    await expect(notifications.resend(clerk, request())).rejects.toMatchObject({ code: 'notifications.still_queued' });
    const stranger = anOfficer({
      grants: { 'notifications.read_deliveries': ['other'], 'notifications.resend': ['other'] },
    });
    await expect(notifications.resend(stranger, request())).rejects.toMatchObject({ kind: 'not_found' });
    const reader = anOfficer({ grants: { 'notifications.read_deliveries': ['unit-an-hoa'] } });
    await expect(notifications.resend(reader, request())).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('stands in a list that shows officers only their own mail, addresses masked', async () => {
    await failedDelivery('listed');
    await failedDelivery('elsewhere', 'unit-khac');
    const query = { page: 1, state: 'failed' } as const;
    const mine = (await notifications.listDeliveries(clerk, query)).deliveries;
    expect(mine.every((row) => row.unitUid === 'unit-an-hoa' && row.state === 'failed')).toBe(true);
    expect(mine[0]).toMatchObject({ address: 'a•••@dan.vidu.test', mayResend: true });
    const everywhere = anOfficer({ grants: { 'notifications.read_deliveries': 'all' } });
    const all = (await notifications.listDeliveries(everywhere, query)).deliveries;
    expect(all.length).toBeGreaterThan(mine.length);
    expect(all.every((row) => !row.mayResend)).toBe(true);
    expect((await notifications.listDeliveries(aCitizen(), query)).deliveries).toEqual([]);
  });
});

describe('the test mailbox', () => {
  it('is there in the demonstration only', async () => {
    const serious = createNotifications({ ...deps, demo: false });
    await expect(serious.listTestMail()).rejects.toMatchObject({ kind: 'not_found' });
    await expect(serious.readTestMail(test.ids.uuid())).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('an inbox', () => {
  it('belongs to its account', async () => {
    const owner = aCitizen({ accountId: 'inbox-owner' });
    for (let i = 0; i < 25; i++) {
      test.clock.advance(60_000);
      await tell(aNotice(`inbox ${i}`, { to: { accountId: 'inbox-owner', locale: 'vi' } }));
    }
    const page = await notifications.listInbox(owner, { page: 1 });
    expect(page).toMatchObject({ unread: 25, more: true });
    expect(page.messages).toHaveLength(20);
    expect((await notifications.listInbox(owner, { page: 2 })).messages).toHaveLength(5);
    const [newest] = page.messages;
    await expect(notifications.markRead(aCitizen(), newest?.id ?? '')).rejects.toMatchObject({ kind: 'not_found' });
    await notifications.markRead(owner, newest?.id ?? '');
    await notifications.markRead(owner, newest?.id ?? '');
    expect(await notifications.countUnread(owner)).toBe(24);
    const seen = test.clock.now();
    test.clock.advance(60_000);
    await tell(aNotice('inbox later', { to: { accountId: 'inbox-owner', locale: 'vi' } }));
    await notifications.markAllRead(owner, seen);
    expect(await notifications.countUnread(owner)).toBe(1);
    expect(await notifications.countUnread(aCitizen({ accountId: 'somebody-else' }))).toBe(0);
  });

  it('needs an account', async () => {
    await expect(notifications.listInbox(anonymous, { page: 1 })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(notifications.listInbox(systemActor('x'), { page: 1 })).rejects.toMatchObject({ kind: 'not_found' });
    expect(await notifications.countUnread(anonymous)).toBe(0);
  });
});
