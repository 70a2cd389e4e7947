import { beforeAll, describe, expect, it } from 'vitest';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createNotifications, type Notifications } from './service.ts';
import { shippedTemplates } from './shipped.ts';
import type { NotificationsTables } from './tables.gen.ts';
import { aNotice, withoutChannels } from './testing.ts';

let test: TestDatabase<NotificationsTables>;
let notifications: Notifications;
const wordsmith = anOfficer({ accountId: 'wordsmith', grants: { 'notifications.manage_templates': 'all' } });

beforeAll(async () => {
  test = await testDatabase();
  notifications = createNotifications({ ...test, ...withoutChannels, baseUrl: 'https://x.test', siteName: 'x', mailer: null, demo: false });
});

const text = (title: string) => ({ title, body: 'Kính gửi {{name}}, hồ sơ {{code}} đã nhận.', linkLabel: 'Xem' });
const change = (title: string, key = 'cases.accepted') => ({
  key,
  texts: { vi: text(title), en: text(`${title} EN`) },
  reason: 'Viết ngắn lại',
  requestId: test.ids.uuid(),
});
const titleOf = async (key: string): Promise<unknown> => {
  await test.db.transaction((tx) => notifications.send(tx, aNotice(key)));
  const { rows } = await test.owner.query<{ title: string; template_version: number }>(
    'select title, template_version from notifications.message where key = $1',
    [key],
  );
  return [rows[0]?.title, rows[0]?.template_version];
};

describe('a changed wording', () => {
  it('is used from then on, keeps its history, and is changed once per request', async () => {
    expect(await titleOf('before')).toEqual(['Hồ sơ H99.12-261123-0001 đã được tiếp nhận', 1]);
    const first = change('Đã nhận {{code}}');
    expect(await notifications.changeTemplate(wordsmith, first)).toBe(2);
    expect(await notifications.changeTemplate(wordsmith, first)).toBe(2);
    expect(await titleOf('after')).toEqual(['Đã nhận H99.12-261123-0001', 2]);
    const parallel = await Promise.all(
      [1, 2, 3].map((n) => notifications.changeTemplate(wordsmith, change(`Lần thứ ${n} {{code}}`))),
    );
    expect(parallel.sort()).toEqual([3, 4, 5]);
    const view = await notifications.readTemplate(wordsmith, 'cases.accepted');
    expect(view.template.version).toBe(5);
    expect(view.history.map(({ version }) => version)).toEqual([5, 4, 3, 2]);
    expect((await notifications.listTemplates(wordsmith)).find(({ key }) => key === 'cases.accepted')).toMatchObject({
      version: 5,
    });
    const traces = (await recordedAudit(test)).filter((entry) => entry.action === 'notifications.template_changed');
    expect(traces).toHaveLength(4);
    expect(traces[0]).toMatchObject({ subject_id: 'cases.accepted', detail: { version: 2, reason: 'Viết ngắn lại' } });
  });

  it('must fit what the program fills in', async () => {
    const wrong = change('Hồ sơ {{maHoSo}}', 'cases.stopped');
    wrong.texts.en.body = 'Dear {{name}, your case is stopped.';
    const refused = notifications.changeTemplate(wordsmith, wrong);
    await expect(refused).rejects.toMatchObject({ kind: 'invalid', code: 'notifications.template_wrong' });
    const { details } = (await refused.catch((error: unknown) => error)) as { details: { problems: unknown } };
    expect(details.problems).toEqual([
      { path: 'texts.vi.title', message: expect.stringContaining('{{maHoSo}}') as string },
      { path: 'texts.en.title', message: expect.stringContaining('{{maHoSo}}') as string },
      { path: 'texts.en.body', message: expect.stringContaining('ngoặc nhọn') as string },
    ]);
    await expect(notifications.changeTemplate(wordsmith, { ...change('x'), reason: '' })).rejects.toMatchObject({
      code: 'notifications.input_invalid',
    });
    await expect(notifications.changeTemplate(wordsmith, change('Tiêu đề', 'cases.unknown'))).rejects.toMatchObject({
      kind: 'not_found',
    });
    await expect(notifications.changeTemplate(anOfficer(), change('Tiêu đề'))).rejects.toMatchObject({
      kind: 'forbidden',
    });
  });

  it('gives way to the shipped one when a later program fills in less', async () => {
    await notifications.changeTemplate(wordsmith, change('Cần bổ sung {{code}}', 'cases.supplement_asked'));
    const [older] = shippedTemplates.filter(({ key }) => key === 'cases.supplement_asked');
    if (older === undefined) throw new Error('not shipped');
    const without = {
      ...older,
      placeholders: older.placeholders.filter(({ name }) => name !== 'code'),
      texts: plainTexts,
    };
    const later = createNotifications({
      ...test,
      ...withoutChannels,
      baseUrl: '',
      siteName: 'x',
      mailer: null,
      demo: false,
      templates: [without],
    });
    expect((await later.readTemplate(wordsmith, 'cases.supplement_asked')).template).toMatchObject({
      version: 1,
      texts: plainTexts,
    });
  });

  const plain = { title: 'Cần bổ sung', body: 'Kính gửi {{name}}, hồ sơ cần bổ sung.', linkLabel: 'Xem' };
  const plainTexts = { vi: plain, en: plain };
});

describe('the shipped wordings', () => {
  it('address people by given name, say no more about them than their case, and fit each other', () => {
    for (const { texts, placeholders } of shippedTemplates) {
      const person = placeholders.find(({ name }) => name === 'name');
      for (const body of [texts.vi.body, texts.en.body]) expect(body.includes('{{name}}')).toBe(person !== undefined);
      expect(person?.kind ?? 'given_name').toBe('given_name');
      const used = (locale: 'vi' | 'en') =>
        [...new Set(`${texts[locale].title} ${texts[locale].body}`.match(/\{\{\w+\}\}/gu))].sort();
      expect(used('vi').filter((name) => name !== '{{agency}}')).toEqual(
        used('en').filter((name) => name !== '{{agency}}'),
      );
    }
  });
});
