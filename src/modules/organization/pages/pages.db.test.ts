import { createElement, type ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import {
  createRoutesStub,
  RouterContextProvider,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { pageRequestKey, type PageRequest } from '#platform/web/page-context.ts';
import { registerCatalogue } from '#platform/web/text.tsx';
import { createOrganization, type Organization, type OrganizationTables } from '../index.ts';
import { buildOrganization, type BuiltHolder } from '../testing.ts';
import * as adminUnits from './admin-units.tsx';
import * as change from './change.tsx';
import * as chart from './chart.tsx';
import * as nothingChosen from './nothing-chosen.tsx';
import * as person from './person.tsx';
import { tasks } from './tasks.ts';
import text from './text.vi.json' with { type: 'json' };
import * as tree from './tree.tsx';
import * as unit from './unit.tsx';

type PageModule = {
  readonly default: ComponentType;
  readonly loader?: (args: LoaderFunctionArgs) => Promise<unknown>;
  readonly action?: (args: ActionFunctionArgs) => Promise<unknown>;
};

let test: TestDatabase<OrganizationTables>;
let organization: Organization;
let agency: string;
let office: string;
let chair: BuiltHolder;
let chief: BuiltHolder;
const root = '/can-bo/quan-tri/to-chuc';
const grants = {
  'organization.manage_units': 'all',
  'organization.manage_staff': 'all',
  'organization.read_staff_private': 'all',
} as const;

beforeAll(async () => {
  registerCatalogue({ vi: { organization: text } });
  test = await testDatabase();
  organization = createOrganization(test);
  await organization.importAdminUnits(systemActor('test'));
  const build = buildOrganization(organization, test.ids);
  agency = await build.unit({ collectiveName: 'Ủy ban nhân dân', shortName: 'UBND xã An Hòa' });
  office = await build.unit({ parentUid: agency, kind: 'department', fullName: 'Văn phòng HĐND và UBND' });
  chair = await build.holder(agency, { kind: 'head', title: 'Chủ tịch', name: 'Hoàng Thị Minh' });
  await build.holder(agency, { kind: 'deputy', title: 'Phó Chủ tịch', name: 'Vũ Văn Bình' });
  chief = await build.holder(office, { kind: 'head', title: 'Chánh Văn phòng', name: 'Ngô Thị Sen' });
});

function contextFor(actor: Actor): RouterContextProvider {
  const page = {
    actor,
    services: { organization },
    now: () => test.clock.now(),
    words: (error: Error) => error.message,
    onDenied: async () => undefined,
  };
  const context = new RouterContextProvider();
  context.set(pageRequestKey, page as unknown as PageRequest);
  return context;
}

type Visit = {
  readonly path: string;
  readonly params?: Record<string, string>;
  readonly actor?: Actor;
  readonly form?: Record<string, string>;
};

const argsFor = ({ path, params = {}, actor = anOfficer({ grants }), form }: Visit) => {
  const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
  return {
    context: contextFor(actor),
    params,
    request: new Request(`http://localhost${path}`, body),
  } as unknown as LoaderFunctionArgs & ActionFunctionArgs;
};

/** The page as the server would send it, with the data of its real loader. */
async function show(page: PageModule, visit: Visit): Promise<string> {
  const data = await page.loader?.(argsFor(visit));
  const problem = visit.form === undefined ? undefined : await page.action?.(argsFor(visit));
  const Stub = createRoutesStub([{ id: 'page', path: '*', Component: page.default, loader: () => null }]);
  const hydrationData = {
    loaderData: { page: JSON.parse(JSON.stringify(data ?? null)) as unknown },
    ...(problem === undefined ? {} : { actionData: { page: problem } }),
  };
  return renderToStaticMarkup(createElement(Stub, { initialEntries: [visit.path], hydrationData }));
}

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');

function expectSound(html: string): void {
  const ids = all(html, /\sid="([^"]*)"/g);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of all(html, /\s(?:for|aria-labelledby)="([^"]*)"/g)) expect(ids).toContain(id);
  expect(html).not.toMatch(/\sstyle=|<style|<script|\son[a-z]+=/);
  // A key without words is shown as the key itself.
  expect(html).not.toMatch(
    />\s*(?:tree|action|tab|unitKind|level|positionKind|holdingKind|delegationKind|scheme|changeKind|info|staff|codes|authority|history|done|form|person|admin|chart)\.\w+/,
  );
}

describe('the pages of the organisation', () => {
  it('show the tree of a day, a search in it, and an empty day', async () => {
    const whole = await show(tree, { path: root });
    expectSound(whole);
    expect(whole).toContain('UBND xã An Hòa');
    expect(whole).toContain(`${root}/${office}`);
    expect(await show(tree, { path: `${root}?q=van+phong` })).toContain('Văn phòng HĐND và UBND');
    expect(await show(tree, { path: `${root}?q=khong+co` })).toContain('Không có đơn vị nào khớp');
    const before = await show(tree, { path: `${root}?ngay=2025-06-30` });
    expect(before).toContain('Chưa có đơn vị nào');
    expect(before).toContain('30/06/2025');
    expectSound(await show(nothingChosen, { path: root }));
  });

  it.each(['thong-tin', 'chuc-danh', 'ma-dinh-danh', 'uy-quyen', 'lich-su'])(
    'show the part %s of a unit',
    async (part) => {
      const html = await show(unit, { path: `${root}/${agency}?muc=${part}`, params: { unitUid: agency } });
      expectSound(html);
      expect(all(html, /(<h1>)/g)).toHaveLength(1);
    },
  );

  it('tell whom each line of the history is about', async () => {
    const html = await show(unit, { path: `${root}/${agency}?muc=lich-su`, params: { unitUid: agency } });
    expect(html).toContain('Giao chức danh: Hoàng Thị Minh, Chủ tịch');
  });

  it('print the tree of a day with heads', async () => {
    const html = await show(chart, { path: `${root}/in` });
    expectSound(html);
    expect(html).toContain('Chủ tịch: Hoàng Thị Minh');
  });

  it('show signature blocks as on paper', async () => {
    const html = await show(unit, { path: `${root}/${agency}?muc=uy-quyen`, params: { unitUid: agency } });
    expect(html).toContain('TM. ỦY BAN NHÂN DÂN');
  });

  it('offer changes only to those who may make them', async () => {
    const visit = { path: `${root}/${agency}`, params: { unitUid: agency } };
    expect(await show(unit, visit)).toContain('Đổi tên');
    const plain = await show(unit, { ...visit, actor: anOfficer() });
    expect(plain).not.toContain('Đổi tên');
    expect(plain).toContain('Ủy ban nhân dân xã An Hòa');
  });

  it.each(Object.keys(tasks))('show the form %s', async (task) => {
    const html = await show(change, { path: `${root}/${agency}/${task}`, params: { unitUid: agency, task } });
    expectSound(html);
    expect(html).toContain('name="requestId"');
  });

  it('show the form of a first unit, and none for an unknown task', async () => {
    expectSound(await show(change, { path: `${root}/moi/them`, params: { unitUid: 'moi', task: 'them' } }));
    await expect(
      show(change, { path: `${root}/${agency}/xoa`, params: { unitUid: agency, task: 'xoa' } }),
    ).rejects.toMatchObject({ init: { status: 404 } });
  });

  it('record a change and lead to where it is seen', async () => {
    const form = {
      requestId: test.ids.uuid(),
      effectiveOn: '2026-12-01',
      fullName: 'Văn phòng xã',
      shortName: '',
      abbreviation: 'VP',
      collectiveName: '',
      reason: '',
      documentNumber: '',
      documentDate: '',
      documentIssuer: '',
    };
    const answer = await change.action(
      argsFor({ path: `${root}/${office}/doi-ten`, params: { unitUid: office, task: 'doi-ten' }, form }),
    );
    expect(answer).toBeInstanceOf(Response);
    expect((answer as Response).headers.get('location')).toContain(`${root}/${office}?xong=`);
    expect(await organization.unit(office, '2026-12-01')).toMatchObject({
      fullName: 'Văn phòng xã',
      shortName: null,
      abbreviation: 'VP',
    });
  });

  it('keep what was typed beside what is wrong with it', async () => {
    const form = {
      requestId: test.ids.uuid(),
      effectiveOn: '31/02/2026',
      kind: 'by_authorisation',
      scope: 'Bản sao',
      lastDay: '',
      grantorPositionUid: chair.positionUid,
      delegatePositionUid: chief.positionUid,
    };
    const visit = { path: `${root}/${agency}/uy-quyen`, params: { unitUid: agency, task: 'uy-quyen' } };
    const wrongDay = await show(change, { ...visit, form });
    expect(wrongDay).toContain('Bản sao');
    expect(wrongDay).toContain('aria-labelledby="errors-title"');
    expect(await show(change, { ...visit, form: { ...form, effectiveOn: '2026-11-23' } })).toContain(
      'organization.authorisation_written',
    );
  });

  it('end a holding and take that back from the page of the unit', async () => {
    const visit = { path: `${root}/${office}?muc=chuc-danh`, params: { unitUid: office } };
    const end = {
      intent: 'endHolding',
      uid: chief.holdingUid,
      effectiveOn: '2026-11-20',
      reason: '',
      requestId: test.ids.uuid(),
    };
    const ended = (await unit.action(argsFor({ ...visit, form: end }))) as Response;
    expect(await organization.holding(chief.holdingUid, '2026-11-20')).toBeNull();
    const changeUid = /xong=([^&]+)/.exec(ended.headers.get('location') ?? '')?.[1] ?? '';
    const undo = { intent: 'undo', uid: changeUid, requestId: test.ids.uuid(), reason: 'Ghi nhầm người' };
    expect(await unit.action(argsFor({ ...visit, form: undo }))).toBeInstanceOf(Response);
    expect(await organization.holding(chief.holdingUid, '2026-11-20')).not.toBeNull();
  });

  it('show an official only to those who may, and a unit that is gone as it last was', async () => {
    const visit = { path: `/can-bo/quan-tri/can-bo/${chair.personUid}`, params: { personUid: chair.personUid } };
    expectSound(await show(person, visit));
    await expect(show(person, { ...visit, actor: anOfficer() })).rejects.toMatchObject({ init: { status: 403 } });
    const early = await show(unit, { path: `${root}/${agency}?ngay=2020-01-01`, params: { unitUid: agency } });
    expect(early).toContain('Chưa thành lập');
  });

  it('find administrative units by old and new names', async () => {
    const html = await show(adminUnits, { path: '/can-bo/don-vi-hanh-chinh?q=phuong+dich+vong' });
    expectSound(html);
    expect(html).toContain('Phường Nghĩa Đô, Thành phố Hà Nội');
    expect(html).toContain('Đã chia');
    expectSound(await show(adminUnits, { path: '/can-bo/don-vi-hanh-chinh' }));
    expect(await show(adminUnits, { path: '/can-bo/don-vi-hanh-chinh?q=zzz' })).toContain('Không tìm thấy');
  });
});
