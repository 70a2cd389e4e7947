import { beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { demoChannels } from '../index.ts';
import { openChannelGround, type ChannelGround } from '../test/channel-ground.ts';
import { createPageShower, redirectOf, type PageShower } from '../test/show-page.ts';
import * as channelSetting from './channel-setting.tsx';
import * as channelTemplate from './channel-template.tsx';
import * as channels from './channels.tsx';
import * as preferences from './preferences.tsx';
import * as testMessages from './test-messages.tsx';

let at: ChannelGround;
let pages: PageShower;
const here = '/thong-bao/cach-nhan';
const list = '/can-bo/quan-tri/kenh-gui';
const citizen = aCitizen({ accountId: 'mai' });
const operator = anOfficer({ grants: { 'notifications.manage_channels': 'all' } });
const identity = { ownProfile: async () => ({ phone: '0500000101' }) };

beforeAll(async () => {
  at = await openChannelGround();
  await at.test.runJobs(at.notifications.handlers);
  pages = createPageShower({ notifications: at.notifications, identity }, () => at.test.clock.now());
});

const requestId = (): string => at.test.ids.uuid();
const post = (form: Record<string, string | readonly string[]>) => redirectOf(preferences.action(pages.argsFor({ path: here, actor: citizen, form })));
const refused = (form: Record<string, string | readonly string[]>): Promise<string> => pages.show(preferences, { path: here, actor: citizen, form });
const none = { first: '', quietFrom: '', quietTo: '' };

describe('how a citizen wants to be told', () => {
  it('begins with nothing agreed to but the mail of the form, and needs a proved number', async () => {
    const html = await pages.show(preferences, { path: here, actor: citizen });
    expect(html).toContain('Bạn chưa xác nhận số điện thoại nào');
    expect(html).toContain('value="0500000101"');
    expect(html).toMatch(/value="email"[^>]*checked=""|checked=""[^>]*value="email"/u);
    expect(html).not.toMatch(/(?:value="zalo"|value="sms")[^>]*checked/u);
    expect(await refused({ intent: 'save', channels: ['sms'], ...none, requestId: requestId() })).toContain('notifications.phone_needed');
    expect(await redirectOf(preferences.loader(pages.argsFor({ path: here, actor: anonymous })))).toBe(`/dang-nhap?tiep=${here}`);
  });

  it('proves a number by the code that came by SMS', async () => {
    expect(await refused({ intent: 'code', phone: '024 3822 1234', requestId: requestId() })).toContain('Hãy nhập số di động Việt Nam');
    const request = requestId();
    for (const again of [request, request]) expect(await post({ intent: 'code', phone: '0500 000 101', requestId: again })).toBe(`${here}?da-gui-ma=1`);
    await at.test.runJobs();
    const caught = await at.rows(`select body from notifications.caught_message where channel = 'sms' and address = '+84500000101'`);
    expect(caught).toHaveLength(1);
    const code = /^\d{6}/u.exec(String(caught[0]?.['body']))?.[0] ?? '';
    expect(await pages.show(preferences, { path: `${here}?da-gui-ma=1`, actor: citizen })).toContain('autoComplete="one-time-code"');
    expect(await refused({ intent: 'confirm', code: code === '000000' ? '000001' : '000000' })).toContain('notifications.phone_code_wrong');
    expect(await post({ intent: 'confirm', code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).toBe(`${here}?da-xac-nhan=1`);
    expect(await pages.show(preferences, { path: here, actor: citizen })).toContain('05•• ••• 101');
    expect(await refused({ intent: 'confirm', code })).toContain('notifications.phone_code_wrong');
  });

  it('sends five codes a day and takes five wrong ones, no more', async () => {
    const other = aCitizen({ accountId: 'guesser' });
    const ask = (): Promise<void> => at.notifications.beginPhoneCheck(other, { phone: '0500000103', requestId: requestId() });
    for (let turn = 0; turn < 5; turn += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'notifications.phone_code_limit' });
    for (let turn = 0; turn < 5; turn += 1) await expect(at.notifications.confirmPhone(other, { code: 'x' })).rejects.toMatchObject({ code: 'notifications.phone_code_wrong' });
    await at.test.runJobs();
    const bodies = await at.rows(`select body from notifications.caught_message where address = '+84500000103' order by received_at desc, id desc`);
    await expect(at.notifications.confirmPhone(other, { code: String(bodies[0]?.['body']).slice(0, 6) })).rejects.toMatchObject({ code: 'notifications.phone_code_wrong' });
  });

  it('keeps every yes and no, with the version of the words', async () => {
    const form = { intent: 'save', channels: ['zalo', 'sms'], first: 'sms', quietFrom: '20', quietTo: '7', requestId: requestId() };
    expect(await post(form)).toBe(`${here}?da-luu=1`);
    expect(await post(form)).toBe(`${here}?da-luu=1`);
    at.test.clock.advance(60_000);
    const html = await pages.show(preferences, { path: here, actor: citizen });
    expect(html).toContain('đồng ý nhận qua Zalo');
    expect(html).toContain('thôi nhận qua Thư điện tử');
    expect(html).toMatch(/<option value="20" selected="">/u);
    expect(await post({ intent: 'stop', requestId: requestId() })).toBe(`${here}?da-luu=1`);
    const after = await pages.show(preferences, { path: here, actor: citizen, locale: 'en' });
    expect(after).toContain('stopped Zalo');
    const lines = await at.rows(`select channel, given from notifications.consent where account_id = 'mai' order by at, id`);
    expect(lines).toEqual([['zalo', true], ['sms', true], ['email', false], ['zalo', false], ['sms', false]].map(([channel, given]) => ({ channel, given })));
    const traces = (await recordedAudit(at.test)).filter(({ subject_id }) => subject_id === 'mai').map(({ action }) => action);
    expect(traces.filter((action) => action === 'notifications.consent_given')).toHaveLength(2);
    expect(traces.filter((action) => action === 'notifications.consent_withdrawn')).toHaveLength(3);
    const wrong = await refused({ intent: 'save', channels: ['email'], first: 'email', quietFrom: '20', quietTo: '', requestId: requestId() });
    expect(wrong).toContain('Hãy chọn cả giờ bắt đầu');
    expect(wrong).toContain('<option value="20" selected="">');
  });
});

describe('channels of the locality', () => {
  it('are shown without their secrets', async () => {
    const html = await pages.show(channels, { path: list, actor: operator });
    expect(html).toContain('BINHMINH');
    expect(html).toContain('đã lưu, không hiển thị lại');
    expect(html).toContain('chờ duyệt');
    expect(html).toContain('https://dichvucong.vidu.test/api/v1/notifications/zalo/webhook');
    for (const secret of [demoChannels.sms.apiKey, demoChannels.zalo.appSecret, demoChannels.zalo.oaSecret]) expect(html).not.toContain(secret);
    await expect(channels.loader(pages.argsFor({ path: list, actor: anOfficer() }))).rejects.toMatchObject({ init: { status: 403 } });
  });

  it.each(['general', 'sms', 'zalo'])('are changed part by part (%s), secrets kept when left empty', async (channel) => {
    const params = { channel };
    const path = `${list}/cai-dat/${channel}`;
    const forms: Record<string, Record<string, string>> = {
      general: { order: 'sms, zalo, email', orders: 'cases.finished = email', quietFrom: '21', quietTo: '7', contactBasis: '' },
      sms: { enabled: 'true', brandName: 'XAANHOA', url: '', dailyLimit: '100', wire: '{}', 'secret.apiKey': 'khoa-moi' },
      zalo: { enabled: 'true', appId: demoChannels.zalo.appId, oaId: demoChannels.zalo.oaId, dailyLimit: '10', 'secret.appSecret': '', 'secret.oaSecret': '' },
    };
    const fields = { ...forms[channel], reason: 'Đổi theo hợp đồng', requestId: requestId() };
    expect(await pages.show(channelSetting, { path, actor: operator, params })).toContain('name="reason"');
    const wrong = await pages.show(channelSetting, { path, actor: operator, params, form: { ...fields, reason: '', wire: '{', dailyLimit: 'x', order: 'sms, sms' } });
    expect(wrong).toContain('role="alert"');
    expect(wrong).not.toContain('khoa-moi');
    expect(await redirectOf(channelSetting.action(pages.argsFor({ path, actor: operator, params, form: fields })))).toBe(`${list}?da-luu=1`);
    const [row] = await at.rows(`select version, secrets from notifications.channel_setting where channel = $1 order by version desc limit 1`, channel);
    const opened = row?.['secrets'] == null ? '' : at.deps.vault.open(row['secrets'] as Buffer, `channel_setting:${channel}`);
    expect(opened).toBe({ general: '', sms: '{"apiKey":"khoa-moi"}', zalo: JSON.stringify({ appSecret: demoChannels.zalo.appSecret, oaSecret: demoChannels.zalo.oaSecret }) }[channel]);
    expect(await pages.show(channels, { path: list, actor: operator })).toContain('Đổi theo hợp đồng');
  });

  it('take only short wordings that say nothing of a person, and ask Zalo what it approved', async () => {
    const params = { channel: 'zalo', key: 'cases.finished' };
    const path = `${list}/zalo/cases.finished`;
    expect(await pages.show(channelTemplate, { path, actor: operator, params })).toContain('ma_ho_so={{code}}');
    const form = { externalId: '900006', text: 'ten={{name}}', approval: 'approved' };
    expect(await pages.show(channelTemplate, { path, actor: operator, params, form })).toContain('Không có chỗ điền {{name}}');
    expect(await redirectOf(channelTemplate.action(pages.argsFor({ path, actor: operator, params, form: { ...form, text: 'ma_ho_so={{code}}' } })))).toBe(`${list}?da-luu=1`);
    await at.rows(`update notifications.channel_template set approval = 'approved' where template_key = 'cases.stopped'`);
    expect(await redirectOf(channels.action(pages.argsFor({ path: list, actor: operator, form: {} })))).toBe(`${list}?da-luu=1`);
    expect(await at.rows(`select approval from notifications.channel_template where template_key = 'cases.stopped'`)).toEqual([{ approval: 'pending' }]);
  });
});

it('the telephones of the demonstration show what came, and write to the official account', async () => {
  const path = '/tin-nhan-thu-nghiem';
  expect(await redirectOf(testMessages.action(pages.argsFor({ path, actor: anonymous, form: { text: 'chào' } })))).toBe(path);
  await at.test.runJobs();
  const html = await pages.show(testMessages, { path, actor: anonymous });
  expect(html).toContain('Hãy gửi mã hồ sơ');
  expect(html).toContain('+84500000101');
});
