import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import type { Clock } from '#platform/time/clock.ts';
import * as answers from './answers.ts';
import * as model from './model.ts';
import type { Organization, OrganizationChanges } from './organization.ts';
import { flatten } from './unit-tree.ts';
import { dateInVietnam, localDate } from './validity.ts';
import type { Recorded } from './views.ts';

type App = Parameters<FastifyPluginAsyncZod>[0];

const tags = ['organization'];
const base = '/api/v1/organization';
const day = z.object({ asOf: localDate.optional().describe('Ngày cần xem; mặc định hôm nay') });
const uidParam = z.object({ uid: z.uuid() });
const search = day.extend({ q: z.string().max(200) });
const open = { permission: 'public' };
const officers = { permission: 'officer' };

export type OrganizationRoutesDeps = { readonly organization: Organization; readonly clock: Clock };

/** `/api/v1/organization`: who does what, open to all; choices for the officers' forms; changes for those who manage them. */
export function createOrganizationRoutes(deps: OrganizationRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    addUnitRoutes(app, deps);
    addAdminUnitRoutes(app, deps);
    addOptionRoutes(app, deps);
    addExport(app, deps);
    addChangeRoutes(app, deps.organization);
  };
}

const today = ({ clock }: OrganizationRoutesDeps): string => dateInVietnam(clock.now());

function addUnitRoutes(app: App, deps: OrganizationRoutesDeps): void {
  const { organization } = deps;
  const list = {
    tags,
    summary: 'Các đơn vị vào một ngày, cấp trên trước',
    querystring: day,
    response: { 200: z.array(answers.unit) },
  };
  app.get(`${base}/units`, { config: open, schema: list }, async ({ query }) => {
    const tree = await organization.unitTree(query.asOf ?? today(deps));
    // Flat, parents first: the schema of the answer leaves the children out and needs no recursion.
    return flatten(tree.roots).map(({ unit }) => unit);
  });
  const below = {
    ...list,
    summary: 'Một đơn vị và các đơn vị trực thuộc vào một ngày; rỗng khi chưa hoặc không còn',
    params: uidParam,
  };
  app.get(`${base}/units/:uid/subtree`, { config: open, schema: below }, async ({ params, query }) => {
    return [...(await organization.subtreeOf(params.uid, query.asOf ?? today(deps)))];
  });
  const next = { ...below, summary: 'Đơn vị kế thừa vào một ngày, qua các lần sắp xếp' };
  app.get(`${base}/units/:uid/successors`, { config: open, schema: next }, async ({ params, query }) => {
    return [...(await organization.successorsOf(params.uid, query.asOf ?? today(deps)))];
  });
}

function addAdminUnitRoutes(app: App, deps: OrganizationRoutesDeps): void {
  const { organization } = deps;
  const find = {
    tags,
    summary: 'Tìm đơn vị hành chính theo tên, có dấu hoặc không dấu',
    querystring: search,
    response: { 200: z.array(answers.adminUnit) },
  };
  app.get(`${base}/admin-units`, { config: open, schema: find }, async ({ query }) => [
    ...(await organization.searchAdminUnits(query.q, query.asOf ?? today(deps))),
  ]);
  const resolve = {
    ...find,
    summary: 'Địa chỉ cũ thuộc đơn vị hành chính nào hiện nay',
    response: { 200: z.array(answers.resolvedAddress) },
  };
  app.get(`${base}/admin-units/resolve`, { config: open, schema: resolve }, async ({ query }) => [
    ...(await organization.resolveOldAddress(query.q, query.asOf ?? today(deps))),
  ]);
}

/** Choices for the search fields of forms. */
function addOptionRoutes(app: App, deps: OrganizationRoutesDeps): void {
  const { organization } = deps;
  const schema = (summary: string) => ({
    tags,
    summary,
    querystring: search,
    response: { 200: z.array(answers.option) },
  });
  app.get(
    `${base}/options/persons`,
    { config: officers, schema: schema('Cán bộ để chọn') },
    async ({ query, actor }) => {
      const found = await organization.searchPersons(actor, query.q);
      return found.map((person) => ({ value: person.personUid, label: person.fullName }));
    },
  );
  app.get(`${base}/options/units`, { config: officers, schema: schema('Đơn vị để chọn') }, async ({ query, actor }) => {
    const found = await organization.searchUnits(actor, { text: query.q, asOf: query.asOf ?? today(deps) });
    return [...found];
  });
  app.get(
    `${base}/options/admin-units`,
    { config: officers, schema: schema('Đơn vị hành chính để chọn') },
    async ({ query }) => {
      const found = await organization.searchAdminUnits(query.q, query.asOf ?? today(deps));
      return found.map((unit) => ({
        value: unit.uid,
        label: unit.pathName,
        ...(unit.code === null ? {} : { note: unit.code }),
      }));
    },
  );
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function addExport(app: App, deps: OrganizationRoutesDeps): void {
  const schema = { tags, summary: 'Cơ cấu tổ chức vào một ngày, tệp XLSX', querystring: day, produces: [xlsx] };
  app.get(`${base}/tree.xlsx`, { config: officers, schema }, async ({ query, actor }, reply) => {
    const asOf = query.asOf ?? today(deps);
    const workbook = await deps.organization.exportTree(actor, asOf);
    return reply
      .type(xlsx)
      .header('content-disposition', `attachment; filename="co-cau-to-chuc-${asOf}.xlsx"`)
      .send(Buffer.from(workbook));
  });
}

type ChangeRoute = readonly [path: string, permission: string, summary: string, body: z.ZodType, run: Verb];
type Verb = (organization: OrganizationChanges, actor: Actor, body: never) => Promise<Recorded>;

const units = 'organization.manage_units';
const staff = 'organization.manage_staff';
const changeRoutes: readonly ChangeRoute[] = [
  ['units', units, 'Thành lập đơn vị', model.addUnit, (o, actor, body) => o.addUnit(actor, body)],
  [
    'units/rename',
    units,
    'Đổi tên đơn vị từ một ngày',
    model.renameUnit,
    (o, actor, body) => o.renameUnit(actor, body),
  ],
  [
    'units/move',
    units,
    'Chuyển đơn vị sang cấp trên khác',
    model.moveUnit,
    (o, actor, body) => o.moveUnit(actor, body),
  ],
  [
    'units/correct',
    units,
    'Đính chính thông tin đơn vị',
    model.correctUnit,
    (o, actor, body) => o.correctUnit(actor, body),
  ],
  ['units/close', units, 'Giải thể đơn vị', model.closeUnit, (o, actor, body) => o.closeUnit(actor, body)],
  ['units/merge', units, 'Sáp nhập đơn vị', model.mergeUnits, (o, actor, body) => o.mergeUnits(actor, body)],
  ['units/split', units, 'Chia tách đơn vị', model.splitUnit, (o, actor, body) => o.splitUnit(actor, body)],
  [
    'unit-codes',
    units,
    'Cấp, đổi, thu hồi mã định danh',
    model.setUnitCode,
    (o, actor, body) => o.setUnitCode(actor, body),
  ],
  ['persons', staff, 'Thêm cán bộ', model.addPerson, (o, actor, body) => o.addPerson(actor, body)],
  [
    'persons/correct',
    staff,
    'Đính chính thông tin cán bộ',
    model.correctPerson,
    (o, actor, body) => o.correctPerson(actor, body),
  ],
  ['positions', staff, 'Thêm chức danh', model.addPosition, (o, actor, body) => o.addPosition(actor, body)],
  ['positions/close', staff, 'Bãi bỏ chức danh', model.closePosition, (o, actor, body) => o.closePosition(actor, body)],
  ['holdings', staff, 'Giao chức danh', model.assignHolder, (o, actor, body) => o.assignHolder(actor, body)],
  ['holdings/end', staff, 'Thôi giữ chức danh', model.endHolding, (o, actor, body) => o.endHolding(actor, body)],
  ['delegations', staff, 'Giao quyền ký', model.delegate, (o, actor, body) => o.delegate(actor, body)],
  [
    'delegations/revoke',
    staff,
    'Thu hồi quyền ký',
    model.revokeDelegation,
    (o, actor, body) => o.revokeDelegation(actor, body),
  ],
  [
    'substitutions',
    staff,
    'Cử người làm thay',
    model.appointSubstitute,
    (o, actor, body) => o.appointSubstitute(actor, body),
  ],
  [
    'substitutions/end',
    staff,
    'Kết thúc làm thay',
    model.endSubstitution,
    (o, actor, body) => o.endSubstitution(actor, body),
  ],
  ['changes/undo', 'officer', 'Hoàn tác một thay đổi', model.undoChange, (o, actor, body) => o.undoChange(actor, body)],
];

function addChangeRoutes(app: App, organization: Organization): void {
  for (const [path, permission, summary, body, run] of changeRoutes) {
    const schema = { tags, summary, body, response: { 200: answers.recorded } };
    // The body was parsed by the schema in the same line of the table, which is the one that its verb takes.
    app.post(`${base}/${path}`, { config: { permission }, schema }, ({ actor, body: input }) =>
      run(organization, actor, input as never),
    );
  }
}
