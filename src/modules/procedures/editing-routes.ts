import '#platform/http/fastify-types.ts';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Procedures } from './service.ts';

const tags = ['procedures'];
const root = '/api/v1/procedures';
const idParams = z.object({ id: z.string().max(100) });
const requestId = z.uuid();
const anyRecord = z.record(z.string(), z.unknown());
const problem = z.object({ section: z.string(), path: z.string(), message: z.string() });
const saved = z.object({ draftId: z.string(), revision: z.number().int() });
const draft = z.object({ id: z.string(), code: z.string(), revision: z.number().int(), revisions: z.record(z.string(), z.number()), content: anyRecord, problems: z.array(problem), warnings: z.array(problem) });
const version = z.object({ id: z.string(), code: z.string(), number: z.number().int(), validFrom: z.string(), validTo: z.string().nullable() });
const change = z.object({ section: z.string(), field: z.string(), items: z.array(z.string()), kind: z.string(), before: z.string(), after: z.string() });
const nothing = { 204: z.null() };

/** Drafts, versions and files for those who look after the catalogue: the same use cases as the pages. */
export function createEditingRoutes(procedures: Procedures): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(draftRoutes(procedures));
    await app.register(versionRoutes(procedures));
    await app.register(fileRoutes(procedures));
  };
}

function draftRoutes(procedures: Procedures): FastifyPluginAsyncZod {
  const config = { permission: 'procedures.edit' };
  return async (app) => {
    const begin = z.object({ requestId, code: z.string().max(30), content: anyRecord.optional() });
    app.post(`${root}/drafts`, { config, schema: { tags, summary: 'Lập bản nháp từ phiên bản mới nhất hoặc từ nội dung gửi lên', body: begin, response: { 201: saved } } }, async (request, reply) =>
      reply.status(201).send(await procedures.beginDraft(request.actor, request.body)),
    );
    app.get(`${root}/drafts/:id`, { config, schema: { tags, summary: 'Bản nháp và những chỗ phải sửa', params: idParams, response: { 200: draft } } }, async (request) => {
      const found = await procedures.readDraft(request.actor, request.params.id);
      return { ...found, content: { ...found.content }, revisions: { ...found.revisions }, problems: [...found.problems], warnings: [...found.warnings] };
    });
    const save = z.object({ requestId, draftId: z.uuid(), section: z.string(), revision: z.number().int(), content: anyRecord });
    app.post(`${root}/draft-saves`, { config, schema: { tags, summary: 'Lưu một phần của bản nháp; báo xung đột nếu người khác vừa lưu', body: save, response: { 200: saved } } }, (request) => procedures.saveDraft(request.actor, request.body));
    const discard = z.object({ requestId, draftId: z.uuid() });
    app.post(`${root}/draft-removals`, { config, schema: { tags, summary: 'Bỏ một bản nháp', body: discard, response: nothing } }, async (request, reply) => {
      await procedures.discardDraft(request.actor, request.body);
      return reply.status(204).send(null);
    });
    const file = z.object({ requestId, text: z.string().max(900_000) });
    const imported = saved.extend({ unmapped: z.array(z.string()), problems: z.number().int() });
    app.post(`${root}/imports`, { config, schema: { tags, summary: 'Nhập một bản ghi (JSON của hệ thống này hoặc LayThuTuc) thành bản nháp', body: file, response: { 201: imported } } }, async (request, reply) => {
      const done = await procedures.importRecord(request.actor, request.body);
      return reply.status(201).send({ ...done, unmapped: [...done.unmapped] });
    });
  };
}

function versionRoutes(procedures: Procedures): FastifyPluginAsyncZod {
  const config = { permission: 'procedures.publish' };
  return async (app) => {
    const publish = z.object({ requestId, draftId: z.uuid(), revision: z.number().int(), validFrom: z.string() });
    app.post(`${root}/publications`, { config, schema: { tags, summary: 'Công bố một bản nháp từ một ngày', body: publish, response: { 201: version } } }, async (request, reply) =>
      reply.status(201).send(await procedures.publishDraft(request.actor, request.body)),
    );
    const withdraw = z.object({ requestId, versionId: z.uuid(), reason: z.string() });
    app.post(`${root}/withdrawals`, { config, schema: { tags, summary: 'Rút một phiên bản chưa có hiệu lực', body: withdraw, response: nothing } }, async (request, reply) => {
      await procedures.withdrawVersion(request.actor, request.body);
      return reply.status(204).send(null);
    });
    const end = z.object({ requestId, code: z.string(), lastDay: z.string(), successor: z.string().nullable(), decision: z.string(), reason: z.string() });
    app.post(`${root}/endings`, { config, schema: { tags, summary: 'Bãi bỏ một thủ tục', body: end, response: nothing } }, async (request, reply) => {
      await procedures.endProcedure(request.actor, request.body);
      return reply.status(204).send(null);
    });
    const pair = z.object({ from: z.uuid(), to: z.uuid() });
    app.get(`${root}/differences`, { config: { permission: 'procedures.edit' }, schema: { tags, summary: 'So sánh hai phiên bản', querystring: pair, response: { 200: z.array(change) } } }, async (request) => {
      const { from, to } = request.query;
      const changes = await procedures.compare(request.actor, { from: { kind: 'version', id: from }, to: { kind: 'version', id: to } });
      return changes.map((one) => ({ ...one, items: [...one.items] }));
    });
  };
}

/** Records as JSON and internal processes as BPMN, to be kept or taken elsewhere. */
function fileRoutes(procedures: Procedures): FastifyPluginAsyncZod {
  const config = { permission: 'procedures.edit' };
  return async (app) => {
    for (const [path, kind] of [['records', 'version'], ['drafts', 'draft']] as const) {
      const json = kind === 'version' ? `${root}/${path}/:id` : `${root}/${path}/:id/record.json`;
      app.get(json, { config, schema: { tags, summary: 'Bản ghi thủ tục dưới dạng tệp JSON', params: idParams } }, async (request, reply) => {
        const file = await procedures.exportRecord(request.actor, { kind, id: request.params.id });
        return sendFile(reply, { name: file.name, type: 'application/json; charset=utf-8', body: file.json });
      });
      app.get(`${root}/${path}/:id/process.bpmn`, { config, schema: { tags, summary: 'Quy trình nội bộ dưới dạng BPMN 2.0', params: idParams } }, async (request, reply) => {
        const file = await procedures.exportBpmn(request.actor, { kind, id: request.params.id });
        return sendFile(reply, { name: file.name, type: 'application/xml; charset=utf-8', body: file.xml });
      });
    }
  };
}

function sendFile(reply: FastifyReply, { name, type, body }: { name: string; type: string; body: string }): FastifyReply {
  return reply.type(type).header('Content-Disposition', `attachment; filename="${name}"`).send(body);
}
