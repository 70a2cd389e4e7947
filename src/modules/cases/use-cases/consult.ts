import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { caseActWithWords, type CaseFile } from '../model.ts';
import { isAsked } from '../policy.ts';
import type { CasesDeps, Colleague } from '../ports.ts';
import * as consultations from '../store/consultations.ts';
import type { CasesTables } from '../tables.gen.ts';
import { performAct, procedureOf } from './act.ts';
import { holdingOf } from './hand-over.ts';
import { parseInput } from './parse-input.ts';

export const consultInput = caseActWithWords.extend({
  /** Units and people, all asked at the same time: `unit:<uid>` or `holding:<id>`. */
  asked: z.array(z.string().regex(/^(?:unit|holding):[\w-]{1,64}$/u, 'cases.addressee_unknown')).min(1, 'cases.addressee_unknown').max(20),
  mandatory: z.boolean().default(true),
  wantedBy: z.iso.datetime({ offset: true }).nullable().default(null),
});
export type ConsultInput = z.input<typeof consultInput>;

type Target = { readonly unitUid: string; readonly unitName: string; readonly holdingId: string | null; readonly personName: string | null; readonly readers: readonly Colleague[] };

/** Asks several units and people for their opinion at once; the proposal waits for the mandatory ones. */
export async function consult(deps: CasesDeps, actor: Actor, raw: ConsultInput): Promise<CaseFile> {
  const { asked, mandatory, wantedBy, words, ...input } = parseInput(consultInput, raw);
  await procedureOf(deps, actor, input.caseId);
  const targets = await Promise.all([...new Set(asked)].map((one) => targetOf(deps, one)));
  return performAct(deps, { actor, act: 'consult', ...input }, async ({ tx, file, at, save }) => {
    const rows = targets.map(({ unitUid, unitName, holdingId, personName }) => ({
      ...{ unitUid, unitName, holdingId, personName },
      ...{ id: deps.ids.uuid(), caseId: file.id, question: words, mandatory, wantedBy: wantedBy === null ? null : new Date(wantedBy), askedAt: at },
      askedBy: holdingOf(actor),
      askedByName: actor.kind === 'officer' ? actor.name : '',
    }));
    await consultations.insertConsultations(tx.q, rows);
    const names = targets.map((target) => target.personName ?? target.unitName).join('; ');
    await save(file, { internalNote: words, data: { asked: names, mandatory }, auditDetail: { asked: names } });
    for (const [index, target] of targets.entries()) {
      for (const reader of target.readers) await tell(deps, tx, { reader, file, template: 'cases.opinion_wanted', key: rows[index]?.id ?? '', by: actor });
    }
  });
}

async function targetOf(deps: CasesDeps, asked: string): Promise<Target> {
  const [kind, id = ''] = asked.split(':');
  if (kind === 'holding') {
    const person = await deps.people.byHolding(id);
    if (person === undefined) throw invalid('cases.addressee_unknown');
    return { unitUid: person.unitUid, unitName: person.unitName, holdingId: person.holdingId, personName: person.name, readers: [person] };
  }
  const unitName = await deps.people.unitName(id);
  if (unitName === null) throw invalid('cases.addressee_unknown');
  const head = await deps.people.headOf(id);
  return { unitUid: id, unitName, holdingId: null, personName: null, readers: head === undefined ? [] : [head] };
}

export const opinionInput = caseActWithWords.extend({ consultationId: z.uuid(), opinion: z.enum(['agree', 'disagree', 'other']) });
export type OpinionInput = z.input<typeof opinionInput>;

/** The opinion of somebody who was asked; only theirs to give, once. */
export async function giveOpinion(deps: CasesDeps, actor: Actor, raw: OpinionInput): Promise<CaseFile> {
  const { consultationId, opinion, words, ...input } = parseInput(opinionInput, raw);
  const wanted = (await consultations.listConsultations(deps.db.q, input.caseId)).find((one) => one.id === consultationId);
  const asker = wanted === undefined ? undefined : await deps.people.byHolding(wanted.askedBy);
  return performAct(deps, { actor, act: 'give_opinion', ...input }, async ({ tx, file, at, save }) => {
    const question = await openQuestion(tx.q, { id: consultationId, caseId: file.id });
    if (!isAsked(actor, [question])) throw notFound('cases.not_found');
    const by = actor.kind === 'officer' ? `${actor.name}, ${actor.positionName}` : '';
    await consultations.saveAnswer(tx.q, { id: question.id, opinion, answer: words, by, at });
    await save(file, { internalNote: words, data: { opinion }, auditDetail: { opinion } });
    if (asker !== undefined) await tell(deps, tx, { reader: asker, file, template: 'cases.opinion_given', key: question.id, by: actor });
  });
}

export const endInput = caseActWithWords.extend({ consultationId: z.uuid() });
export type EndConsultationInput = z.input<typeof endInput>;

/** Calls a question off, with the reason why the answer is not waited for. */
export async function endConsultation(deps: CasesDeps, actor: Actor, raw: EndConsultationInput): Promise<CaseFile> {
  const { consultationId, words, ...input } = parseInput(endInput, raw);
  return performAct(deps, { actor, act: 'end_consultation', ...input }, async ({ tx, file, at, save }) => {
    const question = await openQuestion(tx.q, { id: consultationId, caseId: file.id });
    await consultations.endConsultation(tx.q, { id: question.id, reason: words, at });
    await save(file, { internalNote: words, data: { asked: question.personName ?? question.unitName } });
  });
}

async function openQuestion(q: Kysely<CasesTables>, wanted: { id: string; caseId: string }): Promise<consultations.Consultation> {
  const question = await consultations.lockConsultation(q, wanted.id);
  if (question?.caseId !== wanted.caseId) throw notFound('cases.not_found');
  if (question.answeredAt !== null || question.endedAt !== null) throw conflict('cases.consultation_closed');
  return question;
}

/** The join: nothing goes on while a mandatory opinion is missing. */
export async function refuseWhileAsking(q: Kysely<CasesTables>, caseId: string): Promise<void> {
  const count = await consultations.countMissing(q, caseId);
  if (count > 0) throw conflict('cases.opinions_missing', { count });
}

/** Questions that wait for this officer or their unit. */
export async function listAskedOfMe(deps: CasesDeps, actor: Actor): Promise<readonly consultations.AskedLine[]> {
  if (actor.kind !== 'officer') return [];
  return consultations.listWaitingFor(deps.db.q, { holdingId: actor.holdingId, unitUid: actor.unitUid });
}

type Told = { readonly reader: Colleague; readonly file: CaseFile; readonly template: string; readonly key: string; readonly by: Actor };

async function tell({ notices }: CasesDeps, tx: Parameters<CasesDeps['notices']['send']>[0], { reader, file, template, key, by }: Told): Promise<void> {
  if (reader.accountId === null) return;
  await notices.send(tx, {
    key: `${template}:${key}:${reader.accountId}`,
    to: { accountId: reader.accountId, email: null, locale: 'vi' },
    template,
    data: { code: file.code, procedure: file.procedureName, by: by.kind === 'officer' ? by.name : '' },
    link: `/can-bo/ho-so/${file.id}?phan=y-kien`,
    unitUid: file.unitUid,
  });
}
