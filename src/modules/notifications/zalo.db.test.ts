import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '#platform/db/database.ts';
import { applicationRole } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { demoChannels } from './providers/simulators.ts';
import { signatureOf } from './providers/zalo/signature.ts';
import { createZalo } from './providers/zalo/zalo.ts';
import { aNoticeFor, openChannelGround, type ChannelGround } from './test/channel-ground.ts';
import { currentToken, keepTokenAlive, renewToken } from './use-cases/zalo-token.ts';

let at: ChannelGround;
const { zalo: app } = demoChannels;
const code = 'H99.50-261123-0001';
let asks = 0;

beforeAll(async () => {
  at = await openChannelGround();
  await at.test.runJobs(at.notifications.handlers);
});
beforeEach(() => {
  asks = 0;
  at.simulators.zalo.trouble('none');
});

/** Another process: its own pool, its own connections; counts how often Zalo is asked. */
function aProcess() {
  const pool = createPool({ url: at.test.ownerUrl, role: applicationRole, max: 4 });
  const { clock, ids } = at.test;
  const db = createDatabase<never>({ pool, clock, ids, consumersOf: () => [] });
  const real = createZalo(at.simulators.zalo.hosts);
  const zalo = { renew: (...args: Parameters<typeof real.renew>) => ((asks += 1), real.renew(...args)) };
  return { deps: { ...at.deps, db: db.for<never>() } as unknown as ChannelGround['deps'], connection: { zalo, app }, close: () => db.close() };
}

const token = async () => (await at.rows('select * from notifications.zalo_token'))[0] ?? {};

describe('the tokens of the official account', () => {
  it('are renewed once, however many processes find them missing at the same moment, and none is lost', async () => {
    const processes = [aProcess(), aProcess(), aProcess()];
    const answers = await Promise.all(processes.flatMap(({ deps, connection }) => [1, 2, 3, 4].map(() => currentToken(deps, connection))));
    expect(asks).toBe(1);
    expect(new Set(answers.map((answer) => (typeof answer === 'string' ? answer : answer.token))).size).toBe(1);
    expect(answers[0]).toMatchObject({ generation: 2 });
    expect(await token()).toMatchObject({ generation: 2, broken: null, lease_holder: null });
    for (let turn = 0; turn < 5; turn += 1) {
      const seen = Number((await token())['generation']);
      await Promise.all(processes.flatMap(({ deps, connection }) => [1, 2].map(() => renewToken(deps, connection, seen))));
    }
    expect([asks, (await token())['generation'], (await token())['broken']]).toEqual([6, 7, null]);
    await Promise.all(processes.map(({ close }) => close()));
    expect((await recordedAudit(at.test)).filter(({ action }) => action === 'notifications.token_renewed')).toHaveLength(6);
  });

  it('lie sealed in the database', async () => {
    const { access, refresh } = await token();
    const current = await currentToken(at.deps, { zalo: createZalo(at.simulators.zalo.hosts), app });
    expect(typeof current).toBe('object');
    for (const bytes of [access, refresh]) expect((bytes as Buffer).toString('latin1')).not.toContain(typeof current === 'string' ? '' : current.token);
    expect(() => at.deps.vault.open(access as Buffer, 'zalo_token:other:access')).toThrow();
  });

  it('wait while Zalo is away, and say so when the refresh token is used up', async () => {
    const one = aProcess();
    const seen = Number((await token())['generation']);
    at.simulators.zalo.trouble('busy');
    expect(await renewToken(one.deps, one.connection, seen)).toBe('away');
    at.simulators.zalo.trouble('none');
    expect(await renewToken(one.deps, one.connection, seen)).toMatchObject({ generation: seen + 1 });
    // Zalo rotated and the answer was lost: nothing can bring it back, so an administrator must be told.
    at.simulators.zalo.trouble('lost');
    expect(await renewToken(one.deps, one.connection, seen + 1)).toBe('away');
    at.simulators.zalo.trouble('none');
    expect(await renewToken(one.deps, one.connection, seen + 1)).toBe('missing');
    expect(await token()).toMatchObject({ broken: '-14014', generation: seen + 1 });
    await one.close();
  });

  it('are taken up again with a new refresh token, kept alive when nobody uses them, and renewed before they end', async () => {
    const officer = anOfficer({ grants: { 'notifications.manage_channels': 'all' } });
    await at.rows(`insert into notifications.simulated_token values (encode(sha256('a new one'), 'hex'), 'refresh', now() + interval '1 year', null)`);
    const change = { channel: 'zalo', content: { enabled: true, appId: app.appId, oaId: app.oaId }, secrets: { refreshToken: 'a new one' }, reason: 'Kết nối lại', requestId: at.test.ids.uuid() };
    await at.notifications.changeSetting(officer, change);
    await at.notifications.changeSetting(officer, change);
    const view = await at.notifications.readChannels(officer);
    expect(view.token).toMatchObject({ connected: true });
    expect(view.kept).toEqual({ 'sms.apiKey': true, 'zalo.appSecret': true, 'zalo.oaSecret': true });
    expect(JSON.stringify(view)).not.toContain(app.appSecret);
    const one = aProcess();
    const first = await currentToken(one.deps, one.connection);
    await keepTokenAlive(one.deps, one.connection);
    expect(asks).toBe(1);
    at.test.clock.advance(8 * 86_400_000);
    await keepTokenAlive(one.deps, one.connection);
    expect(asks).toBe(2);
    at.test.clock.advance(24.95 * 3_600_000);
    expect(await currentToken(one.deps, one.connection)).not.toEqual(first);
    expect(asks).toBe(3);
    await one.close();
  });
});

const answerJobs = (): Promise<void> => at.test.runJobs();
const heard = async (user: string): Promise<string[]> =>
  (await at.rows(`select body from notifications.caught_message where channel = 'zalo_chat' and outgoing and address = $1 order by received_at, id`, user)).map(({ body }) => String(body));

describe('the chat of the official account', () => {
  const say = async (user: string, text: string): Promise<string> => {
    at.test.clock.advance(1000);
    expect(await at.simulators.zalo.userSends(user, text)).toBe(200);
    await answerJobs();
    return (await heard(user)).at(-1) ?? '';
  };

  it('answers a code, typed or in a scanned address, with state, due date and what is missing', async () => {
    for (const text of [code, `hồ sơ ${code.toLowerCase()} ạ`, `https://dichvucong.vidu.test/tra-cuu/${code}`, code.replaceAll('-', '–')]) {
      const told = await say('u1', text);
      expect(told).toContain('Tình trạng: chờ bổ sung giấy tờ.');
      expect(told).toContain('Hẹn trả: 10:00 25/11/2026.');
      expect(told).toContain('Cần bổ sung: Giấy chứng sinh, gọi •••');
      expect(told).not.toContain('Nguyễn');
    }
    expect(await say('u1', 'chào')).toContain('Hãy gửi mã hồ sơ');
    expect(await say('u1', 'H99.50-261123-9999')).toContain('Không tìm thấy');
    expect(await at.rows(`select text from notifications.chat_message where text is not null`)).toEqual([]);
  });

  it('tells the name to whoever knows four digits, and lets guess five times a day', async () => {
    expect(await say('u2', '0042')).toContain('gửi mã hồ sơ trước');
    await say('u2', code);
    expect(await say('u2', '0042')).toBe(`Hồ sơ ${code} đứng tên Nguyễn Văn An.`);
    for (const left of [4, 3, 2, 1]) expect(await say('u2', '1111')).toContain(`còn ${left} lần`);
    expect(await say('u2', '1111')).toContain('quá nhiều lần');
    await say('u2', code);
    expect(await say('u2', '0042')).toContain('quá nhiều lần');
    await say('u3', code);
    expect(await say('u3', '0042')).toContain('quá nhiều lần');
    const shown = (await recordedAudit(at.test)).filter(({ action }) => action === 'notifications.name_shown');
    expect(shown).toMatchObject([{ subject_id: code }]);
  });

  it('is refused by Zalo more than 48 hours after the last word of the reader, and after eight answers', async () => {
    await say('u4', 'chào');
    const zalo = createZalo(at.simulators.zalo.hosts);
    const current = await currentToken(at.deps, { zalo, app });
    const access = typeof current === 'string' ? '' : current.token;
    for (let turn = 0; turn < 7; turn += 1) expect((await zalo.answerChat(access, 'u4', 'x')).kind).toBe('taken');
    expect(await zalo.answerChat(access, 'u4', 'x')).toMatchObject({ kind: 'fail_over', reason: 'zalo -230' });
    await say('u5', 'chào');
    at.test.clock.advance(48 * 3_600_000 + 1);
    const later = await currentToken(at.deps, { zalo, app });
    expect(await zalo.answerChat(typeof later === 'string' ? '' : later.token, 'u5', 'x')).toMatchObject({ kind: 'fail_over' });
    expect(await zalo.answerChat('wrong', 'u5', 'x')).toMatchObject({ kind: 'token' });
  });
});

describe('the webhook', () => {
  const event = (overrides: object = {}, moment = at.test.clock.now().getTime()): { body: string; timestamp: string } => {
    const timestamp = String(moment);
    return { timestamp, body: JSON.stringify({ app_id: app.appId, event_name: 'user_send_text', timestamp, sender: { id: 'u9' }, message: { msg_id: at.test.ids.uuid(), text: code }, ...overrides }) };
  };
  const post = async (body: string, signature: string): Promise<number> =>
    (await fetch(at.webhookUrl, { method: 'POST', headers: { 'content-type': 'application/json', 'x-zevent-signature': signature }, body })).status;
  const signed = ({ body, timestamp }: { body: string; timestamp: string }): string => `mac=${signatureOf(body, timestamp, app)}`;
  const kept = async (): Promise<number> => (await at.rows(`select 1 as one from notifications.chat_message where user_id = 'u9'`)).length;

  it('takes what Zalo signed just now, once', async () => {
    const one = event();
    expect(await post(one.body, signed(one))).toBe(200);
    expect(await post(one.body, signed(one))).toBe(200);
    expect(await kept()).toBe(1);
    await answerJobs();
  });

  it('refuses wrong signatures, changed bodies, other applications, stale and future times, and nonsense', async () => {
    const one = event();
    expect(await post(one.body, '')).toBe(422);
    expect(await post(one.body, `mac=${'0'.repeat(64)}`)).toBe(422);
    expect(await post(one.body.replace('u9', 'u8'), signed(one))).toBe(422);
    expect(await post(` ${one.body}`, signed(one))).toBe(422);
    for (const minutes of [-11, 11]) {
      const old = event({}, at.test.clock.now().getTime() + minutes * 60_000);
      expect(await post(old.body, signed(old))).toBe(422);
    }
    const other = event({ app_id: '999' });
    expect(await post(other.body, signed(other))).toBe(422);
    expect(await post('nonsense', signed(one))).toBe(422);
    expect(await kept()).toBe(1);
  });

  it('writes down that a template message is on the device', async () => {
    await at.reader('received', '+84500000105');
    await at.tell(aNoticeFor('received', 'received'));
    await at.tryOnce('received');
    const [row] = await at.rows(`select provider_id from notifications.delivery where channel = 'zalo' and state = 'sent'`);
    const one = event({ event_name: 'user_received_message', message: { msg_id: row?.['provider_id'] } });
    expect(await post(one.body, signed(one))).toBe(200);
    expect(await at.rows(`select received_at is not null as there from notifications.delivery where provider_id = $1`, row?.['provider_id'])).toEqual([{ there: true }]);
  });
});
