import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { answerInput, complaintInput, complaintStates, surveyInput, topics, type Complaint } from './model.ts';
import type { Feedback } from './service.ts';

const summary = z.object({
  id: z.uuid(),
  caseCode: z.string(),
  topic: z.enum(topics),
  state: z.enum(complaintStates),
  receivedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
});

/** `/api/v1/feedback`: the same use cases as the pages. */
export function createFeedbackRoutes(feedback: Feedback): FastifyPluginAsyncZod {
  const tags = ['feedback'];
  return async (app) => {
    app.post(
      '/api/v1/feedback/surveys',
      { config: { permission: 'citizen' }, schema: { tags, summary: 'Đánh giá sau khi nhận kết quả', body: surveyInput, response: { 204: z.null() } } },
      async (request, reply) => {
        await feedback.answerSurvey(request.actor, request.body);
        return reply.status(204).send(null);
      },
    );
    app.post(
      '/api/v1/feedback/complaints',
      { config: { permission: 'citizen' }, schema: { tags, summary: 'Phản ánh về việc giải quyết hồ sơ', body: complaintInput, response: { 201: summary } } },
      async (request, reply) => reply.status(201).send(summaryOf(await feedback.complain(request.actor, request.body))),
    );
    app.post(
      '/api/v1/feedback/answers',
      { config: { permission: 'feedback.supervise' }, schema: { tags, summary: 'Trả lời phản ánh', body: answerInput, response: { 204: z.null() } } },
      async (request, reply) => {
        await feedback.answerComplaint(request.actor, request.body);
        return reply.status(204).send(null);
      },
    );
  };
}

function summaryOf({ id, caseCode, topic, state, receivedAt, dueAt }: Complaint): z.infer<typeof summary> {
  return { id, caseCode, topic, state, receivedAt: receivedAt.toISOString(), dueAt: dueAt.toISOString() };
}
