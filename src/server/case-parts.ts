import { LRUCache } from 'lru-cache';
import { addWorkingTime, deadlineAfter, explain, workingTimeBetween, type Calendar, type WorkingCalendar } from '#modules/calendar/index.ts';
import type { Agencies, Agency, CaseDeadline, CaseProcedure, Deadlines, Procedures as CaseProcedures, Signatures, WarningKind } from '#modules/cases/index.ts';
import type { Organization, UnitNode } from '#modules/organization/index.ts';
import { durationFor, feeLinesOf, feeOf, formOf, papersFor, type Procedures, type ProcedureVersion } from '#modules/procedures/index.ts';
import type { Signing } from '#modules/signing/index.ts';
import { isAppError, notFound } from '#platform/errors/app-error.ts';
import { describeProblem } from '#platform/forms/describe-problem.ts';
import { fittingAnswers } from '#platform/forms/fitting.ts';
import { validate } from '#platform/forms/validate.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Clock } from '#platform/time/clock.ts';
import { calendarRule, evaluatorOf } from './answer-rules.ts';
import { linkedClocksOf } from './linked-clocks.ts';

/** What cases need of procedures, in their words. */
export function proceduresForCases(procedures: Procedures, clock: Clock): CaseProcedures {
  const view = (version: ProcedureVersion): CaseProcedure => caseProcedure(version, clock);
  return {
    async inForce(code) {
      const version = await procedures.current(code).catch(undefinedWhenNotFound);
      return version === undefined || !isTakenIn(version.content) ? undefined : view(version);
    },
    version: async (id) => view(await procedures.version(id)),
  };
}

/** A code that is not offered; anything else, such as a lost database, must not look like that. */
function undefinedWhenNotFound(error: unknown): undefined {
  if (!isAppError(error) || error.kind !== 'not_found') throw error;
}

/** Filed here, or filed elsewhere and yet taken in at our counter. */
function isTakenIn({ route, localIntake }: ProcedureVersion['content']): boolean {
  return route === 'local' || localIntake;
}

type Answers = Readonly<Record<string, unknown>>;

function caseProcedure(version: ProcedureVersion, clock: Clock): CaseProcedure {
  const { content } = version;
  const [result] = content.results;
  if (result === undefined) throw new Error(`procedure ${content.code} has no result`);
  const evaluator = (answers: Answers) => evaluatorOf(content.form, answers, toLocalDate(clock.now()));
  const check = (form: unknown) => (values: Readonly<Record<string, unknown>>) => {
    const verdict = validate(formOf(form), values, { today: toLocalDate(clock.now()) });
    return { values: verdict.values, problems: verdict.problems.map((problem) => ({ path: problem.path, message: describeProblem(problem) })) };
  };
  return {
    versionId: version.id,
    code: content.code,
    name: content.name.vi,
    steps: content.steps,
    papers: content.cases.flatMap((variant) => variant.papers),
    clockPolicy: content.clockPolicy,
    maxSupplements: content.maxSupplements,
    applicant: content.applicant,
    resultTemplate: result.template,
    resultSeries: result.series,
    resultNotation: result.notation,
    checkForm: check(content.form),
    checkResult: check(result.form),
    papersFor: (answers) => papersFor(content, evaluator(answers)),
    draftOf: (answers) => draftOf(version, result, answers),
    timeLimit: (channel, answers = {}) => limitWords(durationFor(channelOf(version, channel), evaluator(answers))),
    feeOf: (channel, answers) => feeOf(channelOf(version, channel).fees, answers, evaluator(answers)),
    feeLines: (channel, answers) => feeLinesOf(channelOf(version, channel).fees, answers, evaluator(answers)),
  };
}

/** The first draft of a result as its record derives it from the answers. */
function draftOf({ content }: ProcedureVersion, result: ProcedureVersion['content']['results'][number], answers: Answers): Answers {
  const evaluate = evaluatorOf(content.form, answers, '');
  const drafted = Object.entries(result.draft).map(([field, expression]) => [field, evaluate(expression)] as const);
  return fittingAnswers(formOf(result.form), Object.fromEntries(drafted.filter(([, value]) => value !== null && value !== undefined)));
}

function channelOf(version: ProcedureVersion, kind: string): ProcedureVersion['content']['channels'][number] {
  const { channels } = version.content;
  const found = channels.find((channel) => channel.kind === kind) ?? channels[0];
  if (found === undefined) throw new Error(`procedure ${version.code} has no channel`);
  return found;
}

function limitWords({ unit, n, cutOff }: ReturnType<typeof channelOf>['duration']): string {
  if (unit === 'same_day') return `trong ngày; nhận sau ${cutOff ?? ''} thì trả trong ngày làm việc tiếp theo`;
  const words = { working_day: 'ngày làm việc', calendar_day: 'ngày', working_hour: 'giờ làm việc' } as const;
  return `${n ?? 0} ${words[unit]}`;
}

/** Due dates by the calendar of the competent agency; a case keeps the calendar version it was computed from. */
export function deadlinesForCases(calendar: Calendar, procedures: Procedures): Deadlines {
  return {
    linked: (file) => linkedClocksOf({ calendar, procedures }, file),
    async for(file) {
      const version = await procedures.version(file.versionId);
      const table = await calendar.calendarOf(file.unitUid, file.calendarVersion === null ? {} : { version: file.calendarVersion });
      const evaluate = evaluatorOf(version.content.form, file.answers ?? {}, '');
      const rule = calendarRule(durationFor(channelOf(version, file.channel), evaluate));
      return (start, facts) => {
        const after = deadlineAfter(table, start, rule, facts);
        const limit = deadlineAfter(table, start, rule, []).dueAt;
        const warnings = after.dueAt === null || limit === null ? [] : warningsOf(table, { start, limit, dueAt: after.dueAt });
        return { dueAt: after.dueAt, derivation: explain(after.derivation).map((words) => ({ words })), calendarVersion: after.calendarVersion, warnings };
      };
    },
  };
}

const workingDayMs = 8 * 3_600_000;

/** Moments in working time counted back from the due date: what a pause took does not count as time used (OS§15.5). */
function warningsOf(table: WorkingCalendar, { start, limit, dueAt }: { start: Date; limit: Date; dueAt: Date }): CaseDeadline['warnings'] {
  const whole = workingTimeBetween(table, start, limit);
  const untilDue = workingTimeBetween(table, start, dueAt);
  const before = (kind: WarningKind, left: number): CaseDeadline['warnings'] =>
    left < untilDue ? [{ kind, at: new Date(addWorkingTime(table, start.getTime(), untilDue - left)) }] : [];
  // Of a limit of one day, a day before its end is before its beginning.
  const dayBefore = whole > workingDayMs ? before('day_before', workingDayMs) : [];
  return [...before('half', whole * 0.5), ...before('most', whole * 0.2), ...dayBefore, { kind: 'due', at: dueAt }];
}

type KnownAgency = { readonly unit: UnitNode; readonly agency: Agency };

/** As for sessions: another process, or a change made a moment ago, is met after this time. */
const agencyLifetimeMs = 3_000;

type AgencyReader = {
  readonly agencyOf: (unit: UnitNode, at: Date) => Promise<Agency>;
  readonly find: (unitUid: string, at: Date) => Promise<KnownAgency>;
};

/** Every submission and every look at a case asks for its agency; the answer is kept for a moment. */
function createAgencyReader(organization: Organization): AgencyReader {
  const known = new LRUCache<string, Promise<KnownAgency>>({ max: 2_000, ttl: agencyLifetimeMs });
  const agencyOf = async (unit: UnitNode, at: Date): Promise<Agency> => {
    const day = toLocalDate(at);
    const [codes, adminUnit] = await Promise.all([organization.codesOf(unit.uid, day), unit.adminUnitUid === null ? null : organization.adminUnit(unit.adminUnitUid)]);
    const code = (codes.find((candidate) => candidate.scheme === 'qd20') ?? codes[0])?.code;
    return { unitUid: unit.uid, name: unit.fullName, code: code ?? '', place: bareName(adminUnit?.fullName ?? unit.shortName ?? unit.fullName), parentName: '' };
  };
  const read = async (unitUid: string, at: Date): Promise<KnownAgency> => {
    const unit = await organization.unit(unitUid, toLocalDate(at));
    if (unit === null) throw notFound('cases.agency_unknown');
    return { unit, agency: await agencyOf(unit, at) };
  };
  const find = (unitUid: string, at: Date): Promise<KnownAgency> => {
    const key = `${unitUid}@${toLocalDate(at)}`;
    const found = known.get(key) ?? read(unitUid, at);
    if (!known.has(key)) known.set(key, found);
    // A failed reading must not be remembered.
    found.catch(() => known.delete(key));
    return found;
  };
  return { agencyOf, find };
}

/** Agencies that receive cases: committees of communes with an identifier code. */
export function agenciesForCases(organization: Organization): Agencies {
  const { agencyOf, find } = createAgencyReader(organization);
  return {
    agency: async (unitUid, at) => (await find(unitUid, at)).agency,
    async receiving(unitUid, at) {
      const { unit, agency } = await find(unitUid, at);
      if (!receives(unit)) throw notFound('cases.agency_unknown');
      return agency;
    },
    async listReceiving(at) {
      const forest = await organization.unitTree(toLocalDate(at));
      return Promise.all([...forest.byUid.values()].filter(receives).map((unit) => agencyOf(unit, at)));
    },
    async signer(holdingUid, unitUid, at) {
      const day = toLocalDate(at);
      const [holding, options] = await Promise.all([organization.holding(holdingUid, day), organization.signingOptions(holdingUid, day)]);
      const option = options[0];
      if (holding === null || option === undefined) throw notFound('cases.signer_unknown');
      return { personUid: holding.personUid, unitUid, name: option.block.signerName, lines: option.block.lines };
    },
  };
}

function receives(unit: UnitNode): boolean {
  return unit.kind === 'agency' && unit.level === 'commune';
}

/** "Xã An Hòa" is written "An Hòa" beside the date (NĐ 30/2020, Phụ lục I). */
function bareName(name: string): string {
  return name.replace(/^(?:xã|phường|đặc khu|thị trấn|tỉnh|thành phố)\s+/iu, '');
}

/** The chair's signature at its place on the paper, then the agency's beside it (NĐ 30/2020 Phụ lục I). */
export function signaturesForCases(signing: Signing): Signatures {
  return {
    async signForPersonAndUnit(paper, signer, caseId) {
      const subject = { kind: 'case_result', id: caseId };
      const spot = paper.spots.find((candidate) => candidate.name === 'signer');
      const appearance = spot === undefined ? {} : { appearance: { ...spot, lines: ['Đã ký số', signer.name] } };
      const personal = await signing.signPdf({ pdf: paper.pdf, signer: { kind: 'person', uid: signer.personUid }, purpose: 'approval', subject, ...appearance });
      const sealed = await signing.signPdf({ pdf: personal.pdf, signer: { kind: 'unit', uid: signer.unitUid }, purpose: 'issue', subject });
      return sealed.pdf;
    },
  };
}
