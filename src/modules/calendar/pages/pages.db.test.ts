import { createElement, type ComponentType } from 'react';
import { renderToString } from 'react-dom/server';
import {
  createRoutesStub,
  RouterContextProvider,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access/actor.ts';
import { createWording } from '#platform/errors/wording.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { pageRequestKey } from '#platform/web/page-context.ts';
import { registerCatalogue } from '#platform/web/text.tsx';
import { messages } from '../messages.ts';
import { testLocality, type TestLocality } from '../test/locality.ts';
import * as history from './history.tsx';
import * as hours from './hours.tsx';
import text from './text.vi.json' with { type: 'json' };
import * as trial from './trial.tsx';
import * as year from './year.tsx';

type Page = { default: ComponentType; loader(args: LoaderFunctionArgs): Promise<object> };

let locality: TestLocality;
const base = 'http://localhost/can-bo/quan-tri/lich';

beforeAll(async () => {
  locality = await testLocality();
  registerCatalogue({ vi: { calendar: text } });
});

function argsOf(actor: Actor, url: string, fields?: Record<string, string>): LoaderFunctionArgs & ActionFunctionArgs {
  const { test, calendar } = locality;
  const context = new RouterContextProvider();
  context.set(pageRequestKey, {
    ...{ actor, locale: 'vi', traceId: 't', address: '127.0.0.1', nonce: 'n', demo: true, baseUrl: 'http://localhost', cookies: [] },
    locality: { name: 'Xã An Hòa', portalName: 'Cổng dịch vụ công', contact: '' },
    services: { calendar },
    now: () => test.clock.now(),
    newRequestId: () => test.ids.uuid(),
    words: createWording(messages),
    onDenied: async () => Promise.resolve(),
  });
  const body = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) };
  return { context, request: new Request(url, body), params: {} } as unknown as LoaderFunctionArgs & ActionFunctionArgs;
}

async function show(page: Page, url: string, actor: Actor = locality.manager): Promise<string> {
  const data = await page.loader(argsOf(actor, url));
  const { pathname, search } = new URL(url);
  const Stub = createRoutesStub([{ id: 'page', path: pathname, Component: page.default, loader: () => data }]);
  const hydrationData = { loaderData: { page: data } };
  return renderToString(createElement(Stub, { initialEntries: [`${pathname}${search}`], hydrationData })).replaceAll(
    '<!-- -->',
    '',
  );
}

const exception = (date: string) => ({
  intent: 'add',
  requestId: locality.test.ids.uuid(),
  kind: 'half_morning',
  date,
  inPlaceOf: '',
  name: 'Họp dân buổi chiều',
  legalBase: 'Thông báo 12/TB-UBND',
});

describe('the year page', () => {
  it('shows twelve months with their marks, and forms only to who may use them', async () => {
    const url = `${base}?don-vi=${locality.commune}&nam=2027`;
    const html = await show(year, url);
    expect(html.match(/<table class="month">/g)).toHaveLength(12);
    expect(html).toContain('Nghỉ lễ, tết: Tết Nguyên đán Đinh Mùi');
    expect(html).toContain('Thêm ngày này');
    const stranger = await show(year, url, anOfficer());
    expect(stranger).toContain('Tết Nguyên đán Đinh Mùi');
    expect(stranger).not.toContain('Thêm ngày này');
    expect(await show(year, `${base}?don-vi=ca-nuoc&nam=2027`, locality.national)).toContain(
      'Xác nhận đúng như dự kiến',
    );
  });

  it('adds a half day and takes it back', async () => {
    const url = `${base}?don-vi=${locality.commune}&nam=2027`;
    const added = await year.action(argsOf(locality.manager, url, exception('2027-03-12')));
    expect(added).toMatchObject({ status: 302 });
    expect(await show(year, url)).toContain('Họp dân buổi chiều, chỉ làm buổi sáng');
    const [own] = await locality.calendar.listExceptions({ unitUid: locality.commune, year: 2027 });
    const removal = {
      intent: 'remove',
      requestId: locality.test.ids.uuid(),
      exceptionUid: own?.uid ?? '',
      reason: 'Hoãn họp',
    };
    expect(await year.action(argsOf(locality.manager, url, removal))).toMatchObject({ status: 302 });
    expect(await show(year, url)).not.toContain('Họp dân buổi chiều');
  });

  it('says what is wrong in words and keeps what was typed', async () => {
    const url = `${base}?don-vi=${locality.commune}&nam=2027`;
    const wrong = await year.action(argsOf(locality.manager, url, { ...exception('31/02/2027'), name: '' }));
    expect(wrong).toMatchObject({
      words: 'Có 2 mục chưa đúng. Hãy xem từng mục và sửa lại.',
      values: { date: '31/02/2027', legalBase: 'Thông báo 12/TB-UBND' },
    });
    const weekend = await year.action(argsOf(locality.manager, url, exception('2027-03-13')));
    expect(weekend).toMatchObject({
      words: 'Ngày 13/03/2027 vốn là ngày nghỉ của đơn vị, không cần thêm.',
      fields: [],
    });
    await expect(year.action(argsOf(anOfficer(), url, exception('2027-03-12')))).rejects.toMatchObject({
      init: { status: 403 },
    });
  });
});

describe('the other pages', () => {
  it('set hours until the last day that was named', async () => {
    const url = `${base}/gio?don-vi=${locality.commune}&nam=2027`;
    const fields = {
      ...{
        intent: 'set',
        requestId: locality.test.ids.uuid(),
        reason: 'Giờ mùa đông',
        legalBase: 'Quyết định 09/QĐ-UBND',
      },
      ...{
        validFrom: '2027-10-15',
        validTo: '2028-04-14',
        'purpose.1': 'work',
        'purpose.6': 'receive',
        'purpose.7': 'off',
      },
      ...{
        'from.1.a': '08:00',
        'to.1.a': '11:30',
        'from.1.b': '',
        'to.1.b': '',
        'from.6.a': '07:30',
        'to.6.a': '11:00',
      },
    };
    expect(await hours.action(argsOf(locality.manager, url, fields))).toMatchObject({ status: 302 });
    const [week] = await locality.calendar.listWorkingWeeks(locality.commune);
    expect(week).toMatchObject({
      validTo: '2028-04-15',
      openings: [
        { weekday: 1, from: '08:00', to: '11:30', purpose: 'work' },
        { weekday: 6, from: '07:30', to: '11:00', purpose: 'receive' },
      ],
    });
    expect(await show(hours, url)).toContain('14/04/2028');
  });

  it('try a deadline and show the history', async () => {
    const html = await show(trial, `${base}/thu?don-vi=ca-nuoc&date=2026-11-20&time=15:20&unit=same_day&cutOff=15:00`);
    expect(html).toContain('Ngày làm việc tiếp theo: thứ Hai 23/11.');
    expect(await show(trial, `${base}/thu?don-vi=ca-nuoc&date=x&time=&unit=y`)).toContain('mục chưa đúng');
    expect(await show(history, `${base}/lich-su?don-vi=ca-nuoc`)).toContain('Nạp ngày nghỉ theo luật');
  });
});
