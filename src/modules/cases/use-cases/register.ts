import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { invalid } from '#platform/errors/app-error.ts';
import { decideRegister } from '../policy.ts';
import type { CasesDeps } from '../ports.ts';
import { registerPdf, registerXlsx, type RegisterFacts } from '../press-register.ts';
import { listRegister } from '../store/register.ts';
import { parseInput } from './parse-input.ts';

const registerQuery = z.object({ unitUid: z.string().min(1).max(64), from: z.iso.date(), to: z.iso.date() });
export type RegisterQuery = z.infer<typeof registerQuery>;

const dayMs = 86_400_000;
const longestDays = 366;
/** About a hundred printed pages; a longer register goes to a workbook. */
const printedLines = 2_000;
const exportedLines = 100_000;

/** The first instant of a day in Viet Nam. */
const dayStart = (day: string): Date => new Date(`${day}T00:00:00+07:00`);

/** Form 07 of a unit for a period as PDF. @throws AppError invalid `cases.period_invalid`, `cases.register_too_long` */
export async function printRegister(deps: CasesDeps, actor: Actor, raw: RegisterQuery): Promise<Uint8Array> {
  const facts = await registerFacts(deps, actor, { raw, limit: printedLines + 1 });
  if (facts.lines.length > printedLines) throw invalid('cases.register_too_long', { most: printedLines });
  return registerPdf(facts);
}

/** The same as a workbook. */
export async function exportRegister(deps: CasesDeps, actor: Actor, raw: RegisterQuery): Promise<Readable> {
  return registerXlsx(await registerFacts(deps, actor, { raw, limit: exportedLines }));
}

async function registerFacts(deps: CasesDeps, actor: Actor, wanted: { raw: unknown; limit: number }): Promise<RegisterFacts> {
  const { unitUid, from, to } = parseInput(registerQuery, wanted.raw);
  permit(decideRegister(actor, unitUid), { actor, action: 'cases.print_register', subject: { kind: 'unit', id: unitUid } });
  const [first, until] = [dayStart(from), new Date(dayStart(to).getTime() + dayMs)];
  if (first >= until || until.getTime() - first.getTime() > longestDays * dayMs) throw invalid('cases.period_invalid');
  const at = deps.clock.now();
  const agency = await deps.agencies.agency(unitUid, at);
  const lines = await listRegister(deps.db.q, { unitUid, from: first, until, limit: wanted.limit });
  // A register is personal data of many people at once: who took it is recorded.
  await deps.audit.record({ actor, action: 'cases.register_printed', subject: { kind: 'unit', id: unitUid }, unitUid, detail: { from, to, lines: lines.length }, purpose: 'Sổ theo dõi hồ sơ' });
  return { lines, unitName: agency.name, from, to, at };
}

/** Units whose register this officer may print. */
export async function listRegisterUnits(deps: CasesDeps, actor: Actor): Promise<readonly { readonly unitUid: string; readonly name: string }[]> {
  const agencies = await deps.agencies.listReceiving(deps.clock.now());
  return agencies.filter((agency) => decideRegister(actor, agency.unitUid).allowed).map(({ unitUid, name }) => ({ unitUid, name }));
}
