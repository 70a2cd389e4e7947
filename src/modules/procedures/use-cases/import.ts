import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { invalid } from '#platform/errors/app-error.ts';
import { procedureCode } from '../model.ts';
import { nationalAnswer } from '../national/answer.ts';
import { readNationalRecord, type ReadRecord } from '../national/read-record.ts';
import type { ProceduresDeps } from '../ports.ts';
import { judge } from '../problems.ts';
import type { DraftContent } from '../sections.ts';
import { findNewest } from '../store/versions.ts';
import { beginDraft, permitOn, type Saved } from './drafts.ts';
import { parseInput } from './parse-input.ts';

const importInput = z.object({ requestId: z.uuid(), text: z.string().min(2).max(900_000) });
const ownRecord = z.looseObject({ content: z.looseObject({ code: procedureCode }) });

export type Imported = Saved & {
  /** In words: what the source holds that could not be read, and what it lacks. Also kept in the draft as open questions. */
  readonly unmapped: readonly string[];
  readonly problems: number;
};

/**
 * Begins a draft from a file: our own export, a shipped record, or an answer of `LayThuTuc` of the national database. For
 * a procedure that is here already, the parts that the file lacks are taken from its newest version.
 * @throws AppError invalid `procedures.import_unreadable`; conflict `procedures.draft_exists`
 */
export async function importRecord(deps: ProceduresDeps, actor: Actor, raw: unknown): Promise<Imported> {
  const { requestId, text } = parseInput(importInput, raw);
  permitOn(actor, 'procedures.edit', 'import');
  const read = readFile(text);
  const base = await findNewest(deps.db.q, read.code);
  const content: DraftContent = { ...(base?.content ?? {}), ...read.content, openQuestions: [...(base?.content.openQuestions ?? []), ...read.unmapped] };
  const saved = await beginDraft(deps, actor, { requestId, code: read.code, content });
  return { ...saved, unmapped: read.unmapped, problems: judge(content).problems.length };
}

function readFile(text: string): ReadRecord {
  const value = parseJson(text);
  const own = ownRecord.safeParse(value);
  if (own.success) return { code: own.data.content.code, content: own.data.content, unmapped: [] };
  const national = nationalAnswer.safeParse(value);
  if (!national.success) throw unreadable('không phải bản ghi thủ tục');
  const read = readNationalRecord(national.data);
  if (!procedureCode.safeParse(read.code).success) throw unreadable(`mã thủ tục “${read.code}” không đúng dạng 2.000635`);
  return read;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw unreadable('không phải JSON');
  }
}

const unreadable = (reason: string): ReturnType<typeof invalid> => invalid('procedures.import_unreadable', { reason, problems: [{ path: 'text', message: `Không đọc được: ${reason}.` }] });
