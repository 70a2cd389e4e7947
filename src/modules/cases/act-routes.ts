import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { caseAct, caseActWithWords, paymentRequest, type CaseFile } from './model.ts';
import { summary, summaryOf } from './routes.ts';
import type { Cases } from './service.ts';
import { apologyInput } from './use-cases/apologise.ts';
import { consultInput, endInput, opinionInput } from './use-cases/consult.ts';
import { correctionInput } from './use-cases/correct.ts';
import { reassignInput, toColleague } from './use-cases/hand-over.ts';
import { batchInput, type BatchReport } from './use-cases/sign-batch.ts';
import { mergeInput, splitInput } from './use-cases/split-merge.ts';
import { passInput, transferInput } from './use-cases/steps.ts';

type Door = { readonly path: string; readonly permission: string; readonly vi: string; readonly body: z.ZodType; readonly run: (actor: Actor, input: unknown) => Promise<CaseFile> };

const door = <S extends z.ZodType>(body: S, [path, permission, vi]: readonly [string, string, string], run: (actor: Actor, input: z.output<S>) => Promise<CaseFile>): Door => ({
  ...{ path, permission, vi, body },
  run: run as Door['run'],
});

/** The acts by which a case goes from hand to hand. */
function movingDoors(cases: Cases): Door[] {
  return [
    door(toColleague, ['hand-overs', 'officer', 'Chuyển đồng nghiệp'], cases.handOver),
    door(toColleague, ['delegations', 'officer', 'Nhờ xử lý thay'], cases.delegate),
    door(caseAct, ['delegation-ends', 'officer', 'Thôi nhờ xử lý thay'], cases.endDelegation),
    door(reassignInput, ['reassignments', 'cases.manage', 'Phân công lại'], cases.reassign),
    door(passInput, ['step-ends', 'officer', 'Chuyển bước sau'], cases.passOn),
    door(caseActWithWords, ['step-returns', 'cases.process', 'Trả lại bước trước'], cases.sendBack),
    door(caseAct, ['recalls', 'officer', 'Thu hồi việc vừa chuyển'], cases.recall),
    door(transferInput, ['transfers', 'cases.receive', 'Chuyển cơ quan có thẩm quyền'], cases.transfer),
    door(caseAct, ['reviews', 'cases.sign', 'Duyệt, trình tiếp'], cases.reviewResult),
    door(caseActWithWords, ['notes', 'officer', 'Ghi chú nội bộ'], cases.addNote),
  ];
}

function otherDoors(cases: Cases): Door[] {
  return [
    door(consultInput, ['consultations', 'officer', 'Xin ý kiến'], cases.consult),
    door(opinionInput, ['opinions', 'officer', 'Cho ý kiến'], cases.giveOpinion),
    door(endInput, ['consultation-ends', 'officer', 'Thôi xin ý kiến'], cases.endConsultation),
    door(caseActWithWords, ['supplement-permits', 'cases.sign', 'Cho phép yêu cầu bổ sung thêm'], cases.allowSupplement),
    door(paymentRequest, ['payment-requests', 'cases.process', 'Yêu cầu nghĩa vụ tài chính'], cases.askPayment),
    door(caseAct, ['payment-confirmations', 'officer', 'Xác nhận nghĩa vụ tài chính'], cases.confirmPayment),
    door(apologyInput, ['apologies', 'cases.manage', 'Xin lỗi, hẹn lại'], cases.apologise),
    door(splitInput, ['splits', 'cases.process', 'Tách hồ sơ'], cases.splitCase),
    door(mergeInput, ['mergers', 'cases.process', 'Gộp hồ sơ'], cases.mergeCases),
    door(correctionInput, ['corrections', 'cases.sign', 'Ký bản đính chính'], cases.correctResult),
    door(caseActWithWords, ['revocations', 'cases.sign', 'Thu hồi kết quả'], cases.revokeResult),
  ];
}

const batchReport = z.object({
  id: z.uuid(),
  done: z.boolean(),
  signed: z.number().int(),
  failed: z.number().int(),
  waiting: z.number().int(),
  items: z.array(z.object({ caseId: z.uuid(), code: z.string(), state: z.enum(['waiting', 'signed', 'failed']), problem: z.string().nullable(), why: z.string().nullable() })),
});

function reportOf({ items, ...report }: BatchReport): z.infer<typeof batchReport> {
  return { ...report, items: [...items] };
}

/** The acts of the process and batches of signatures: the same use cases as the pages. */
export function createProcessRoutes(cases: Cases): FastifyPluginAsyncZod {
  return async (app) => {
    for (const { path, permission, vi, body, run } of [...movingDoors(cases), ...otherDoors(cases)]) {
      const schema = { tags: ['cases'], summary: vi, body, response: { 200: summary } };
      app.post(`/api/v1/cases/${path}`, { config: { permission }, schema }, async (request) => summaryOf(await run(request.actor, request.body)));
    }
    const config = { permission: 'cases.sign' };
    const one = z.object({ id: z.string().max(100) });
    const schema = { tags: ['cases'], response: { 200: batchReport } };
    app.post('/api/v1/cases/signing-batches', { config, schema: { ...schema, summary: 'Ký nhiều kết quả sau một lần xác nhận', body: batchInput } }, async (request) =>
      reportOf(await cases.startBatch(request.actor, request.body)),
    );
    app.get('/api/v1/cases/signing-batches/:id', { config, schema: { ...schema, summary: 'Tiến độ ký', params: one } }, async (request) =>
      reportOf(await cases.batchReport(request.actor, request.params.id)),
    );
    const retry = z.object({ requestId: z.uuid() });
    app.post('/api/v1/cases/signing-batches/:id/retries', { config, schema: { ...schema, summary: 'Ký lại việc lỗi', params: one, body: retry } }, async (request) =>
      reportOf(await cases.retryBatch(request.actor, { ...request.body, batchId: request.params.id })),
    );
  };
}
