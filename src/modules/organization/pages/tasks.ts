import type { PageContext } from '#platform/web/page-context.ts';
import type { Organization, Recorded } from '../index.ts';
import { noUnit, type TabKey } from './hrefs.ts';

type Fields = Readonly<Record<string, string>>;
type Input<Verb extends keyof Organization> = Organization[Verb] extends (actor: never, input: infer I) => unknown
  ? I
  : never;

type TaskRun = (organization: Organization, page: PageContext, unitUid: string, fields: Fields) => Promise<Recorded>;

type TaskSpec = {
  /** Key of its words in `action`. */
  readonly words: string;
  /** Part of the unit that shows the result. */
  readonly tab: TabKey;
  readonly needs: 'manageUnits' | 'manageStaff';
  /** A correction says which state is wrong, not from when something changes; a person has no day at all. */
  readonly day: 'effective' | 'correction' | 'none';
  readonly document: 'needed' | 'possible' | 'none';
  readonly reason: 'needed' | 'possible' | 'none';
  readonly run: TaskRun;
};

// Texts come from a form: the schemas of the use cases judge them, so their narrower types are asserted here.
const as = <Verb extends keyof Organization>(input: object): Input<Verb> => input as Input<Verb>;

function headOf({ requestId, effectiveOn, reason, documentNumber, documentDate, documentIssuer }: Fields) {
  const named = [documentNumber, documentDate, documentIssuer].some((part) => part !== undefined && part !== '');
  const document = named ? { number: documentNumber, date: documentDate, issuer: documentIssuer } : null;
  return { requestId, effectiveOn, reason, document };
}

/** The units chosen in the numbered fields `unitUids.1`, `unitUids.2`…, without the empty ones. */
function chosenUnits(fields: Fields): string[] {
  return Object.keys(fields)
    .filter((name) => name.startsWith('unitUids.') && fields[name] !== '')
    .map((name) => fields[name] ?? '');
}

/** A period ends before the day after its last day; what is no date stays as typed and is refused with words. */
function endOf(lastDay: string | undefined): string | null {
  if (lastDay === undefined || lastDay === '') return null;
  const time = Date.parse(`${lastDay}T00:00:00Z`);
  return Number.isNaN(time) ? lastDay : new Date(time + 86_400_000).toISOString().slice(0, 10);
}

const names = ({ fullName, shortName, abbreviation, collectiveName }: Fields) => ({
  fullName,
  shortName,
  abbreviation,
  collectiveName,
});
const facts = (fields: Fields) => ({
  ...names(fields),
  kind: fields['kind'],
  level: fields['level'],
  adminUnitUid: fields['adminUnitUid'],
  sortOrder: fields['sortOrder'],
});

/** Everything that has a form of its own, by the word in its address. */
export const tasks = {
  them: spec('add', 'info', { needs: 'manageUnits' }, (o, { actor }, unitUid, fields) =>
    o.addUnit(
      actor,
      as<'addUnit'>({ ...headOf(fields), ...facts(fields), parentUid: unitUid === noUnit ? null : unitUid }),
    ),
  ),
  'doi-ten': spec('rename', 'info', { needs: 'manageUnits' }, (o, { actor }, unitUid, fields) =>
    o.renameUnit(actor, as<'renameUnit'>({ ...headOf(fields), ...names(fields), unitUid })),
  ),
  'dinh-chinh': spec(
    'correct',
    'info',
    { needs: 'manageUnits', day: 'correction', reason: 'needed' },
    (o, { actor }, unitUid, fields) =>
      o.correctUnit(actor, as<'correctUnit'>({ ...headOf(fields), ...facts(fields), unitUid })),
  ),
  chuyen: spec('move', 'info', { needs: 'manageUnits' }, (o, { actor }, unitUid, fields) =>
    o.moveUnit(actor, as<'moveUnit'>({ ...headOf(fields), parentUid: fields['parentUid'], unitUid })),
  ),
  'giai-the': spec('close', 'info', { needs: 'manageUnits', document: 'needed' }, (o, { actor }, unitUid, fields) =>
    o.closeUnit(actor, as<'closeUnit'>({ ...headOf(fields), unitUid })),
  ),
  'sap-nhap': spec('merge', 'info', { needs: 'manageUnits', document: 'needed' }, (o, { actor }, targetUid, fields) =>
    o.mergeUnits(actor, as<'mergeUnits'>({ ...headOf(fields), sourceUids: chosenUnits(fields), targetUid })),
  ),
  'chia-tach': spec('split', 'info', { needs: 'manageUnits', document: 'needed' }, (o, { actor }, sourceUid, fields) =>
    o.splitUnit(
      actor,
      as<'splitUnit'>({
        ...headOf(fields),
        successorUids: chosenUnits(fields),
        sourceUid,
        closes: fields['closes'] === 'true',
      }),
    ),
  ),
  'ma-dinh-danh': spec('code', 'codes', { needs: 'manageUnits' }, (o, { actor }, unitUid, fields) =>
    o.setUnitCode(
      actor,
      as<'setUnitCode'>({ ...headOf(fields), scheme: fields['scheme'], code: fields['code'], unitUid }),
    ),
  ),
  'chuc-danh': spec('position', 'staff', { needs: 'manageStaff' }, (o, { actor }, unitUid, fields) =>
    o.addPosition(
      actor,
      as<'addPosition'>({ ...headOf(fields), kind: fields['kind'], title: fields['title'], unitUid }),
    ),
  ),
  'can-bo': spec(
    'person',
    'staff',
    { needs: 'manageStaff', day: 'none', document: 'none', reason: 'none' },
    (o, { actor }, _unit, fields) => {
      const { requestId, fullName, birthDate, phone, email } = fields;
      return o.addPerson(actor, as<'addPerson'>({ requestId, fullName, birthDate, phone, email }));
    },
  ),
  'giao-chuc-danh': spec('assign', 'staff', { needs: 'manageStaff' }, (o, { actor }, _unit, fields) => {
    const { personUid, positionUid, kind, lastDay } = fields;
    return o.assignHolder(
      actor,
      as<'assignHolder'>({ ...headOf(fields), personUid, positionUid, kind, validTo: endOf(lastDay) }),
    );
  }),
  'uy-quyen': spec('delegate', 'authority', { needs: 'manageStaff' }, (o, { actor }, _unit, fields) => {
    const { kind, grantorPositionUid, delegatePositionUid, scope, passable, lastDay } = fields;
    const authority = { kind, grantorPositionUid, delegatePositionUid, scope, passable: passable === 'true' };
    return o.delegate(actor, as<'delegate'>({ ...headOf(fields), ...authority, validTo: endOf(lastDay) }));
  }),
  'lam-thay': spec(
    'substitute',
    'staff',
    { needs: 'manageStaff', document: 'none', reason: 'needed' },
    (o, { actor }, _unit, fields) => {
      const { absentHoldingUid, substituteHoldingUid, lastDay } = fields;
      return o.appointSubstitute(
        actor,
        as<'appointSubstitute'>({ ...headOf(fields), absentHoldingUid, substituteHoldingUid, validTo: endOf(lastDay) }),
      );
    },
  ),
} as const satisfies Readonly<Record<string, TaskSpec>>;

export type Task = keyof typeof tasks;

/** The task that an address names. */
export function taskOf(slug: string | undefined): Task | undefined {
  return slug !== undefined && Object.hasOwn(tasks, slug) ? (slug as Task) : undefined;
}

type Options = Pick<TaskSpec, 'needs'> & Partial<Pick<TaskSpec, 'day' | 'document' | 'reason'>>;

function spec(words: string, tab: TabKey, options: Options, run: TaskRun): TaskSpec {
  return { day: 'effective', document: 'possible', reason: 'possible', ...options, words, tab, run };
}
