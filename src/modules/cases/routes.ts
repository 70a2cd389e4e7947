import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { caseAct, caseActWithWords, feeInput, proposeInput, submitInput, type CaseFile } from './model.ts';
import type { Cases } from './service.ts';

export const summary = z.object({
  id: z.uuid(),
  code: z.string(),
  procedureCode: z.string(),
  procedureName: z.string(),
  state: z.number().int().min(1).max(10),
  submittedAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
});

const tracking = z.object({
  code: z.string(),
  procedureName: z.string(),
  state: z.number().int().min(1).max(10),
  maskedName: z.string(),
  agencyName: z.string(),
  dueAt: z.iso.datetime().nullable(),
});

const verification = z.object({
  notation: z.string(),
  agencyName: z.string(),
  signerName: z.string(),
  signedAt: z.iso.datetime(),
  sha256: z.string(),
  revoked: z.boolean(),
});

/** `/api/v1/cases`: the same use cases as the pages. */
export function createCasesRoutes(cases: Cases): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/api/v1/cases',
      { config: { permission: 'signed_in' }, schema: { tags: ['cases'], summary: 'Nộp hồ sơ', body: submitInput, response: { 201: summary } } },
      async (request, reply) => reply.status(201).send(summaryOf(await cases.submit(request.actor, request.body))),
    );
    app.get(
      '/api/v1/cases/tracking',
      {
        config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: { tags: ['cases'], summary: 'Tra cứu theo mã hồ sơ', querystring: z.object({ code: z.string().max(80) }), response: { 200: tracking } },
      },
      async (request) => {
        const found = await cases.track(request.query.code);
        return { ...found, dueAt: found.dueAt?.toISOString() ?? null };
      },
    );
    app.get(
      '/api/v1/cases/verification',
      {
        config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: { tags: ['cases'], summary: 'Kiểm tra kết quả theo mã hoặc SHA-256', querystring: z.object({ code: z.string().max(80) }), response: { 200: verification } },
      },
      async (request) => {
        const found = await cases.verify(request.query.code);
        return { ...found, signedAt: found.signedAt.toISOString(), revoked: found.revoked !== null };
      },
    );
    await app.register(createActRoutes(cases));
  };
}

function createActRoutes(cases: Cases): FastifyPluginAsyncZod {
  const one = { tags: ['cases'], response: { 200: summary } };
  return async (app) => {
    app.post('/api/v1/cases/accept', { config: { permission: 'cases.receive' }, schema: { ...one, summary: 'Tiếp nhận', body: caseAct } }, async (request) =>
      summaryOf(await cases.accept(request.actor, request.body)),
    );
    app.post('/api/v1/cases/refuse', { config: { permission: 'cases.receive' }, schema: { ...one, summary: 'Từ chối', body: caseActWithWords } }, async (request) =>
      summaryOf(await cases.refuse(request.actor, request.body)),
    );
    app.post('/api/v1/cases/supplement-requests', { config: { permission: 'officer' }, schema: { ...one, summary: 'Yêu cầu bổ sung', body: caseActWithWords } }, async (request) =>
      summaryOf(await cases.askSupplement(request.actor, request.body)),
    );
    app.post('/api/v1/cases/fees', { config: { permission: 'officer' }, schema: { ...one, summary: 'Thu phí, lệ phí', body: feeInput } }, async (request) =>
      summaryOf(await cases.collectFee(request.actor, request.body)),
    );
    app.post('/api/v1/cases/proposals', { config: { permission: 'cases.process' }, schema: { ...one, summary: 'Trình ký', body: proposeInput } }, async (request) =>
      summaryOf(await cases.proposeResult(request.actor, request.body)),
    );
    app.post('/api/v1/cases/signatures', { config: { permission: 'cases.sign' }, schema: { ...one, summary: 'Ký kết quả', body: caseAct } }, async (request) =>
      summaryOf(await cases.signResult(request.actor, request.body)),
    );
    app.post('/api/v1/cases/withdrawals', { config: { permission: 'citizen' }, schema: { ...one, summary: 'Rút hồ sơ', body: caseAct } }, async (request) =>
      summaryOf(await cases.withdraw(request.actor, request.body)),
    );
  };
}

/** A case in the answers of the API. */
export function summaryOf(file: CaseFile): z.infer<typeof summary> {
  const { id, code, procedureCode, procedureName, state } = file;
  return { id, code, procedureCode, procedureName, state, submittedAt: file.submittedAt.toISOString(), dueAt: file.dueAt?.toISOString() ?? null };
}
