import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anonymous, type Actor } from '#platform/access/actor.ts';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import { AppError, isAppError, statusOf } from '#platform/errors/app-error.ts';
import { isOutage } from '#platform/errors/outage.ts';
import type { Wording } from '#platform/errors/wording.ts';
import { problemPage } from './problem-page.ts';

/** RFC 9457 problem document. `code` is stable; `detail` is Vietnamese; `traceId` finds the log line. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  traceId: string;
  problems?: readonly { path: string; message: string }[];
};

/** Turns everything thrown in the API into problem+json and records denials. */
export function addProblemAnswers(app: FastifyInstance, deps: { wording: Wording; audit: AuditRecorder }): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const known = toAppError(error, request);
    if (known.kind === 'forbidden') await recordDenial(deps.audit, request, known);
    if (known.code === 'platform.unexpected') request.log.error({ err: error }, 'unexpected error');
    if (known.code === 'platform.database_away') reply.header('retry-after', '5');
    return answer(reply, request, { error: known, wording: deps.wording, status: statusFor(known, error) });
  });
  app.setNotFoundHandler((request, reply) => {
    return answer(reply, request, { error: new AppError('not_found', 'platform.route_not_found'), wording: deps.wording, status: 404 });
  });
}

/** For faults that Fastify finds before any hook of ours, such as an address that cannot be decoded. */
export function answerFrameworkError(wording: Wording): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    void answer(reply, request, { error: new AppError('invalid', 'platform.request_unreadable'), wording, status: error.statusCode ?? 400 });
  };
}

/** Writes the audit line of a refusal; a subject that is hidden leaves none. */
export async function recordDenial(audit: AuditRecorder, request: { readonly actor?: Actor }, error: AppError): Promise<void> {
  const subject = (error.details['subject'] ?? { kind: 'route', id: 'unknown' }) as { kind: string; id: string };
  const { action } = error.details;
  const attempted = typeof action === 'string' ? action : error.code;
  // A request may be refused before anybody asked who calls.
  await audit.record({ actor: request.actor ?? anonymous, action: 'access.denied', subject, detail: { attempted } });
}

function answer(reply: FastifyReply, request: FastifyRequest, facts: { error: AppError; wording: Wording; status: number }): FastifyReply {
  const { error, wording, status } = facts;
  const problem: Problem = {
    type: `urn:dinh:${error.code}`,
    title: error.kind,
    status,
    detail: wording(error),
    code: error.code,
    traceId: request.id,
  };
  const problems = error.details['problems'];
  if (Array.isArray(problems)) problem.problems = problems as NonNullable<Problem['problems']>;
  if (isPerson(request)) return reply.status(status).type('text/html; charset=utf-8').send(problemPage(problem));
  return reply.status(status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}

/** A browser that opens a page, not a program that calls the API. */
function isPerson({ url, headers }: FastifyRequest): boolean {
  return !url.startsWith('/api/') && headers.accept?.includes('text/html') === true;
}

function statusFor(known: AppError, error: FastifyError): number {
  if (known.code === 'platform.unexpected') return 500;
  if (!isAppError(error) && error.statusCode !== undefined && error.statusCode < 500) return error.statusCode;
  return statusOf[known.kind];
}

function toAppError(error: FastifyError, request: FastifyRequest): AppError {
  if (isAppError(error)) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map((issue) => ({ path: issue.instancePath, message: issue.message ?? '' }));
    return new AppError('invalid', 'platform.input_invalid', { problems });
  }
  if (isOutage(error)) return new AppError('unavailable', 'platform.database_away');
  if (isResponseSerializationError(error)) return new AppError('unavailable', 'platform.unexpected');
  if (error.statusCode === 429) return new AppError('rate_limited', 'platform.rate_limited');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    request.log.info({ code: error.code }, 'request refused');
    return new AppError('invalid', error.statusCode === 413 ? 'platform.body_too_large' : 'platform.request_unreadable');
  }
  return new AppError('unavailable', 'platform.unexpected');
}
