import { z } from 'zod';
import type { Actor, Officer } from '#platform/access/actor.ts';
import { unitsFor } from '#platform/access/decide.ts';
import { forbidden, isAppError, notFound } from '#platform/errors/app-error.ts';
import { signBatch as signBatchJob } from '../events.ts';
import { messages } from '../messages.ts';
import type { CasesDeps } from '../ports.ts';
import * as batches from '../store/signing-batches.ts';
import { parseInput } from './parse-input.ts';
import { consentTo, requireStepUp } from './sign.ts';

export const largestBatch = 500;

export const batchInput = z.object({ requestId: z.uuid(), caseIds: z.array(z.uuid()).min(1).max(largestBatch) });
export type BatchInput = z.input<typeof batchInput>;

const retryInput = z.object({ requestId: z.uuid(), batchId: z.uuid() });
export type RetryInput = z.input<typeof retryInput>;

/** How far a batch is, and what failed with its reason. */
export type BatchReport = {
  readonly id: string;
  readonly consentedAt: Date;
  readonly done: boolean;
  readonly signed: number;
  readonly failed: number;
  readonly waiting: number;
  readonly items: readonly (batches.ReportLine & { readonly why: string | null })[];
};

/**
 * One confirmation for up to 500 results. Each is signed by a job in a transaction of its own, so that one failure does
 * not spoil the rest; a repeat with the same request id finds the first batch.
 * @throws AppError forbidden `cases.step_up_required` without a fresh second factor
 */
export async function startBatch(deps: CasesDeps, actor: Actor, raw: BatchInput): Promise<BatchReport> {
  const { requestId, caseIds } = parseInput(batchInput, raw);
  const officer = signerOf(deps, actor);
  const items = [...new Set(caseIds)].map((caseId) => ({ caseId, requestId: deps.ids.uuid() }));
  await deps.db.transaction(async (tx) => {
    const first = await batches.insertBatch(tx.q, { id: requestId, officer, at: deps.clock.now(), items });
    if (!first) return;
    tx.enqueue(signBatchJob, { batchId: requestId }, { key: `cases.sign_batch:${requestId}` });
    tx.audit({ actor, action: 'cases.batch_signed', subject: { kind: 'signing_batch', id: requestId }, unitUid: officer.unitUid, detail: { count: items.length } });
  });
  return batchReport(deps, actor, requestId);
}

/** Tries what failed once more, under a new confirmation. */
export async function retryBatch(deps: CasesDeps, actor: Actor, raw: RetryInput): Promise<BatchReport> {
  const { requestId, batchId } = parseInput(retryInput, raw);
  const batch = await ownBatch(deps, actor, batchId);
  const officer = signerOf(deps, actor);
  await deps.db.transaction(async (tx) => {
    await batches.reopenFailed(tx.q, { id: batch.id, officer, at: deps.clock.now() });
    tx.enqueue(signBatchJob, { batchId: batch.id }, { key: `cases.sign_batch:${batch.id}:${requestId}` });
  });
  return batchReport(deps, actor, batchId);
}

/** The leader's own batch; nobody else's exists. */
export async function batchReport(deps: CasesDeps, actor: Actor, batchId: string): Promise<BatchReport> {
  const batch = await ownBatch(deps, actor, batchId);
  const items = await batches.listItems(deps.db.q, batch.id);
  const count = (state: batches.ItemState): number => items.filter((item) => item.state === state).length;
  return { id: batch.id, consentedAt: batch.consentedAt, done: batch.doneAt !== null, signed: count('signed'), failed: count('failed'), waiting: count('waiting'), items: items.map((item) => ({ ...item, why: wordsOf(item.problem) })) };
}

function wordsOf(code: string | null): string | null {
  const words: Readonly<Record<string, string>> = messages;
  return code === null ? null : (words[code] ?? messages['cases.batch_item_failed']);
}

async function ownBatch(deps: CasesDeps, actor: Actor, batchId: string): Promise<batches.SigningBatch> {
  const batch = z.uuid().safeParse(batchId).success ? await batches.findBatch(deps.db.q, batchId) : undefined;
  if (batch === undefined || actor.kind !== 'officer' || batch.accountId !== actor.accountId) throw notFound('cases.batch_not_found');
  return batch;
}

/** Who signs, with no more rights than the signature needs, as they stand at the confirmation. */
function signerOf(deps: CasesDeps, actor: Actor): Officer {
  if (actor.kind !== 'officer') throw forbidden('cases.act_forbidden');
  const units = unitsFor(actor, 'cases.sign');
  if (units !== 'all' && units.length === 0) throw forbidden('cases.act_forbidden', { action: 'cases.sign_batch' });
  requireStepUp(deps, actor);
  return { ...actor, grants: { 'cases.sign': units } };
}

/** The job: one result after another. Safe to repeat; what is signed already stays as it is. */
export async function workOffBatch(deps: CasesDeps, batchId: string): Promise<void> {
  const batch = await batches.findBatch(deps.db.q, batchId);
  if (batch === undefined) return;
  for (const item of await batches.listWaitingItems(deps.db.q, batchId)) {
    const problem = await trySigning(deps, batch.officer, item);
    const state = problem === null ? 'signed' : 'failed';
    await deps.db.transaction((tx) => batches.markItem(tx.q, { batchId, caseId: item.caseId, state, problem, at: deps.clock.now() }));
  }
  await deps.db.transaction((tx) => batches.markDone(tx.q, batchId, deps.clock.now()));
}

/** Null when signed, else why not. A lost database is no failure of the item: the job is tried again. */
async function trySigning(deps: CasesDeps, officer: Officer, item: batches.BatchItem): Promise<string | null> {
  try {
    await consentTo(deps, officer, { caseId: item.caseId, requestId: item.requestId });
    return null;
  } catch (error) {
    if (!isAppError(error)) return unexpected(error);
    return error.code;
  }
}

/** SQLSTATE classes 08, 53, 57 and a connection that broke: try all again later. Anything else is this item's own. */
function unexpected(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (/^(?:08|53|57)|^E[A-Z]+$/u.test(code)) throw error;
  return 'cases.batch_item_failed';
}
