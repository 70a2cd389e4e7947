import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aNotice } from './testing.ts';
import { aNoticeFor, openChannelGround, type ChannelGround } from './test/channel-ground.ts';

let at: ChannelGround;
beforeAll(async () => {
  at = await openChannelGround();
  await at.reader('reader', '+84500000101');
  await at.reader('without-zalo', '+84500000404');
});
beforeEach(() => {
  at.simulators.zalo.trouble('none');
  at.simulators.sms.trouble('none');
});

const bodyOf = async (key: string): Promise<string> =>
  String((await at.rows(`select body from notifications.caught_message where split_part(tracking_id, '.', 1) = left(encode(sha256($1::bytea), 'hex'), 32)`, key))[0]?.['body']);

describe('a message to somebody who agreed', () => {
  it('goes by Zalo with code, procedure, state and due date, and nothing of the person', async () => {
    await at.tell(aNoticeFor('reader', 'zalo'));
    await at.tryOnce('zalo');
    expect(await at.trail('zalo')).toEqual(['zalo sent']);
    expect(await bodyOf('zalo')).toBe('ma_ho_so: H99.12-261123-0001\nthu_tuc: Cấp bản sao trích lục hộ tịch\ntrang_thai: đã được tiếp nhận\nhan_tra: 16:30 24/11/2026');
    await at.tryOnce('zalo');
    expect(await at.arrived('zalo')).toEqual(['zalo']);
    expect(await at.rows(`select account_id from notifications.message where key = 'zalo'`)).toEqual([{ account_id: 'reader' }]);
  });

  it('goes on by SMS, in letters of one SMS, when the number has no Zalo', async () => {
    await at.tell(aNoticeFor('without-zalo', 'sms'));
    await at.tryOnce('sms');
    expect(await at.trail('sms')).toEqual(['zalo failed reader_unreachable -118', 'sms queued']);
    await at.tryOnce('sms');
    expect(await at.trail('sms')).toEqual(['zalo failed reader_unreachable -118', 'sms sent']);
    const body = await bodyOf('sms');
    expect(body).toMatch(/^Ho so H99\.12-261123-0001 \(Cap ban sao trich luc ho tich\): da duoc tiep nhan\. Hen tra 16:30/u);
    expect(body).toMatch(/^[\n\x20-\x7e]*$/u);
  });

  it('goes on by SMS without asking Zalo when the template is not approved, and Zalo would refuse it too', async () => {
    const notice = aNotice('stopped', { to: { accountId: 'reader', locale: 'vi' }, template: 'cases.stopped' });
    await at.tell(notice);
    await at.tryOnce('stopped');
    expect(await at.trail('stopped')).toEqual(['zalo failed template_refused', 'sms queued']);
    await at.rows(`update notifications.channel_template set approval = 'approved' where template_key = 'cases.stopped'`);
    await at.tell({ ...notice, key: 'stopped 2' });
    await at.tryOnce('stopped 2');
    expect(await at.trail('stopped 2')).toEqual(['zalo failed template_refused -131', 'sms queued']);
  });

  it('waits for the end of the quiet hours of the locality and of the reader', async () => {
    const day = at.test.clock.now();
    at.test.clock.set(new Date('2026-11-23T15:30:00Z'));
    await at.tell(aNoticeFor('reader', 'quiet'));
    await at.tryOnce('quiet');
    expect(await at.trail('quiet')).toEqual(['zalo queued quiet']);
    const jobs = await at.rows(`select run_at from graphile_worker.jobs where key like 'notifications.send_short:%' order by run_at desc limit 1`);
    expect(jobs).toEqual([{ run_at: new Date('2026-11-23T23:00:00Z') }]);
    at.test.clock.set(new Date('2026-11-23T23:00:00Z'));
    await at.tryOnce('quiet');
    expect(await at.trail('quiet')).toEqual(['zalo sent']);
    at.test.clock.set(day);
  });

  it('is tried again while Zalo is away, and goes on by SMS after the last try', async () => {
    at.simulators.zalo.trouble('busy');
    await at.tell(aNoticeFor('reader', 'busy'));
    await expect(at.tryOnce('busy', 1)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await at.trail('busy')).toEqual(['zalo queued unreachable 503']);
    await at.tryOnce('busy', 6);
    await at.tryOnce('busy');
    expect(await at.trail('busy')).toEqual(['zalo failed gave_up unreachable 503', 'sms sent']);
    expect(await at.arrived('busy')).toEqual(['sms']);
  });

  it('is not sent a second time when Zalo took it and the answer was lost', async () => {
    at.simulators.zalo.trouble('lost');
    await at.tell(aNoticeFor('reader', 'lost'));
    await at.tryOnce('lost');
    expect(await at.trail('lost')).toEqual([expect.stringMatching(/^zalo failed no_answer/u)]);
    at.simulators.zalo.trouble('none');
    await at.tryOnce('lost');
    expect(await at.arrived('lost')).toEqual(['zalo']);
  });

  it('is repeated to an aggregator that recognises repeats, and arrives once', async () => {
    at.simulators.sms.trouble('lost');
    await at.tell(aNoticeFor('without-zalo', 'sms lost'));
    await at.tryOnce('sms lost');
    await expect(at.tryOnce('sms lost')).rejects.toMatchObject({ kind: 'unavailable' });
    at.simulators.sms.trouble('none');
    await at.tryOnce('sms lost', 2);
    expect((await at.trail('sms lost')).at(-1)).toBe('sms sent');
    expect(await at.arrived('sms lost')).toEqual(['sms']);
  });

  it('is not repeated after a process died over it with Zalo, and is with the aggregator', async () => {
    for (const [key, account] of [['died zalo', 'reader'], ['died sms', 'without-zalo']] as const) {
      await at.tell(aNoticeFor(account, key));
      if (account === 'without-zalo') await at.tryOnce(key);
      await at.rows(`update notifications.delivery set claimed_until = $1 where state = 'queued'`, new Date(at.test.clock.now().getTime() - 1));
      await at.tryOnce(key);
    }
    expect(await at.trail('died zalo')).toEqual(['zalo failed no_answer']);
    expect((await at.trail('died sms')).at(-1)).toBe('sms sent');
  });

  it('goes on when the own limit of the day or that of Zalo is reached', async () => {
    await at.rows(`insert into notifications.channel_setting select 'zalo', 2, content || '{"dailyLimit": 0}', secrets, 'x', now(), 'x', gen_random_uuid() from notifications.channel_setting where channel = 'zalo'`);
    await at.tell(aNoticeFor('reader', 'limit'));
    await at.tryOnce('limit');
    expect(await at.trail('limit')).toEqual(['zalo failed quota own', 'sms queued']);
    await at.rows(`insert into notifications.channel_setting select 'zalo', 3, content || '{"dailyLimit": 500}', secrets, 'x', now(), 'x', gen_random_uuid() from notifications.channel_setting where channel = 'zalo' and version = 2`);
  });
});

describe('consent', () => {
  it('is not assumed: without it a message reaches the inbox only', async () => {
    await at.tell(aNotice('no consent', { to: { accountId: 'silent', phone: '0500000101', locale: 'vi' } }));
    expect(await at.trail('no consent')).toEqual([]);
    expect(await at.rows(`select 1 as there from notifications.message where key = 'no consent'`)).toHaveLength(1);
  });

  it('taken back stops what is on its way', async () => {
    const citizen = await at.reader('changing', '+84500000102');
    await at.tell(aNoticeFor('changing', 'withdrawn'));
    await at.notifications.savePreferences(citizen, { channels: [], first: null, quietFrom: null, quietTo: null, requestId: at.test.ids.uuid() });
    await at.tryOnce('withdrawn');
    await at.tryOnce('withdrawn');
    expect(await at.trail('withdrawn')).toEqual(['zalo failed withdrawn', 'sms failed withdrawn']);
    expect(await at.arrived('withdrawn')).toEqual([]);
  });

  it('people without an account are told at the number of their form only on a legal ground', async () => {
    const to = { accountId: null, phone: '0500 000 103', locale: 'vi' } as const;
    await at.tell(aNotice('ground 1', { to }));
    await at.rows(`insert into notifications.channel_setting values ('general', 1, '{"contactBasis": "Điều 19 Luật 91/2025/QH15"}', null, 'x', now(), 'x', gen_random_uuid())`);
    await at.tell(aNotice('ground 2', { to }));
    expect([await at.trail('ground 1'), await at.trail('ground 2')]).toEqual([[], ['zalo queued']]);
  });
});
