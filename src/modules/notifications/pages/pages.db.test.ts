import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import {
  createNotifications,
  createSmtpMailer,
  startMailCatcher,
  type MailCatcher,
  type Notifications,
  type NotificationsTables,
} from '../index.ts';
import { all, createPageShower, redirectOf, type PageModule, type PageShower, type Visit } from '../test/show-page.ts';
import { aNotice, withoutChannels } from '../testing.ts';
import * as citizenInbox from './citizen-inbox.tsx';
import * as deliveries from './deliveries.tsx';
import * as officerInbox from './officer-inbox.tsx';
import * as template from './template.tsx';
import * as templates from './templates.tsx';
import * as testMail from './test-mail.tsx';
import * as testMailbox from './test-mailbox.tsx';

let shower: PageShower;
let test: TestDatabase<NotificationsTables>;
let catcher: MailCatcher;
let notifications: Notifications;
const citizen = aCitizen({ accountId: 'a' });
const officer = anOfficer({
  accountId: 'o',
  grants: {
    'notifications.read_deliveries': 'all',
    'notifications.resend': 'all',
    'notifications.manage_templates': 'all',
  },
});

beforeAll(async () => {
  test = await testDatabase();
  catcher = await startMailCatcher(test);
  const mailer = createSmtpMailer({ url: catcher.url, from: { name: 'Cổng', address: 'a@tinh.vidu.test' } });
  notifications = createNotifications({
    ...test,
    ...withoutChannels,
    baseUrl: 'https://dichvucong.vidu.test',
    siteName: 'Cổng',
    mailer,
    demo: true,
  });
  shower = createPageShower({ notifications }, () => test.clock.now());
  await test.db.transaction(async (tx) => {
    await notifications.send(tx, aNotice('1', { to: { accountId: 'a', email: 'an@dan.vidu.test', locale: 'vi' } }));
    await notifications.send(
      tx,
      aNotice('2', { to: { accountId: 'o', email: 'khong-ton-tai@dan.vidu.test', locale: 'vi' } }),
    );
    await notifications.send(tx, aNotice('3', { to: { email: '<script>', locale: 'vi' } }));
  });
  await test.runJobs(notifications.handlers);
});
afterAll(() => catcher.stop());

const argsFor = (visit: Partial<Visit> & { path: string }) => shower.argsFor({ actor: officer, ...visit });
const show = (page: PageModule, visit: Partial<Visit> & { path: string }): Promise<string> => shower.show(page, { actor: officer, ...visit });

describe('the inbox', () => {
  it('shows messages to their owner, and marks them read without a script', async () => {
    const visit = { path: '/thong-bao', actor: citizen };
    const html = await show(citizenInbox, visit);
    expect(html).toContain('Hồ sơ H99.12-261123-0001 đã được tiếp nhận');
    expect(html).toContain('href="/ho-so/01940000-0000-7000-8000-000000000001"');
    expect(html).toContain('1 thông báo chưa đọc');
    const [id] = all(html, /value="([0-9a-f-]{36})" type="submit"/g);
    expect(await redirectOf(citizenInbox.action(argsFor({ ...visit, form: { intent: id ?? '', shownAt: '' } })))).toBe(
      '/thong-bao',
    );
    expect(await show(citizenInbox, visit)).toContain('Bạn đã đọc tất cả thông báo');
    expect(await show(citizenInbox, { ...visit, locale: 'en' as const })).toContain('You have read everything');
    expect(await show(citizenInbox, { path: '/thong-bao', actor: aCitizen({ accountId: 'nobody' }) })).toContain(
      'Chưa có thông báo nào',
    );
  });

  it('sends others where they belong', async () => {
    expect(await redirectOf(citizenInbox.loader(argsFor({ path: '/thong-bao', actor: anonymous })))).toBe(
      '/dang-nhap?tiep=/thong-bao',
    );
    expect(await redirectOf(citizenInbox.loader(argsFor({ path: '/thong-bao' })))).toBe('/can-bo/thong-bao');
    const nonsense = argsFor({ path: '/thong-bao', actor: citizen, form: { intent: `' or 1=1`, shownAt: 'x' } });
    await expect(citizenInbox.action(nonsense)).rejects.toMatchObject({ init: { status: 404 } });
  });

  it('serves officers too', async () => {
    const page: PageModule = {
      default: officerInbox.default,
      loader: officerInbox.loader,
      action: officerInbox.action,
    };
    expect(await show(page, { path: '/can-bo/thong-bao' })).toContain('1 thông báo chưa đọc');
    const form = { intent: 'all', shownAt: test.clock.now().toISOString() };
    expect(await redirectOf(officerInbox.action(argsFor({ path: '/can-bo/thong-bao', form })))).toBe(
      '/can-bo/thong-bao',
    );
    expect(await show(page, { path: '/can-bo/thong-bao' })).toContain('Bạn đã đọc tất cả thông báo');
  });
});

describe('mail on its way', () => {
  const path = '/can-bo/quan-tri/thu-gui';
  it('shows state and reason, addresses masked, and sends again', async () => {
    const html = await show(deliveries, { path });
    expect(html).toContain('Máy chủ thư của người nhận từ chối địa chỉ này (550 5.1.1)');
    expect(html).toContain('Địa chỉ thư viết sai');
    expect(html).toContain('k•••@dan.vidu.test');
    expect(html).not.toContain('khong-ton-tai@');
    const failed = await show(deliveries, { path: `${path}?trang-thai=undeliverable` });
    const [deliveryId = ''] = all(failed, /name="deliveryId" value="([^"]+)"/g);
    const form = { deliveryId, requestId: test.ids.uuid() };
    expect(await redirectOf(deliveries.action(argsFor({ path, form })))).toBe(`${path}?da-gui=1`);
    expect(await show(deliveries, { path: `${path}?da-gui=1` })).toContain('Đã đưa vào hàng chờ');
    const refused = await show(deliveries, { path, form: { ...form, requestId: test.ids.uuid() } });
    expect(refused).toContain('role="status"');
    expect(await show(deliveries, { path: `${path}?trang-thai=failed` })).toContain('Không có thư hay tin nhắn nào');
  });
});

describe('wordings', () => {
  const path = '/can-bo/quan-tri/mau-thong-bao';
  const params = { key: 'cases.refused' };
  const fields = (title: string) => ({
    'texts.vi.title': title,
    'texts.vi.body': 'Kính gửi {{name}}, hồ sơ {{code}}.',
    'texts.vi.linkLabel': 'Xem',
    'texts.en.title': 'Not accepted',
    'texts.en.body': 'Dear {{name}}, your case {{code}}.',
    'texts.en.linkLabel': 'See',
    reason: 'Viết lại cho dễ hiểu',
    requestId: test.ids.uuid(),
  });

  it('are listed and changed; a wrong one comes back with what was typed', async () => {
    expect(await show(templates, { path })).toContain('Từ chối tiếp nhận hồ sơ');
    const html = await show(template, { path: `${path}/cases.refused`, params });
    expect(html).toContain('<code>{{code}}</code>');
    const wrong = await show(template, {
      path: `${path}/cases.refused`,
      params,
      form: fields('Hồ sơ {{ma}} chưa nhận'),
    });
    expect(wrong).toContain('Không có chỗ điền {{ma}}');
    expect(wrong).toContain('value="Hồ sơ {{ma}} chưa nhận"');
    const saved = template.action(argsFor({ path, params, form: fields('Hồ sơ {{code}} chưa nhận') }));
    expect(await redirectOf(saved)).toBe(`${path}/cases.refused?da-luu=1`);
    const after = await show(template, { path: `${path}/cases.refused?da-luu=1`, params });
    expect(after).toContain('Hồ sơ {{code}} chưa nhận');
    expect(after).toContain('Viết lại cho dễ hiểu');
  });
});

describe('the test mailbox', () => {
  it('lists and shows the mail of the demonstration', async () => {
    const html = await show(testMailbox, { path: '/hop-thu-thu-nghiem', actor: anonymous });
    expect(html).toContain('an@dan.vidu.test');
    const [id = ''] = all(html, /hop-thu-thu-nghiem\/([0-9a-f-]{36})/g);
    const mail = await show(testMail, { path: `/hop-thu-thu-nghiem/${id}`, params: { id }, actor: anonymous });
    expect(mail).toContain('<a href="https://dichvucong.vidu.test/ho-so/01940000-0000-7000-8000-000000000001">');
    await expect(testMail.loader(argsFor({ path: '/x', params: { id: 'x' } }))).rejects.toMatchObject({
      init: { status: 404 },
    });
  });
});
