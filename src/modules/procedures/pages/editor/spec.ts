import type { Section } from '../../sections.ts';

export type LeafKind = 'line' | 'area' | 'integer' | 'number' | 'check' | 'choice' | 'lines' | 'date' | 'feel';

/** One box. `name` may be dotted; an empty box is an empty text, null (`nullable`) or not there at all (`absent`, and numbers). */
export type Leaf = { readonly name: string; readonly kind: LeafKind; readonly options?: readonly string[]; readonly nullable?: true; readonly absent?: true; readonly optional?: true };

/** Several boxes that are null together when all are empty. */
export type Group = { readonly name: string; readonly kind: 'group'; readonly fields: readonly Leaf[] };

/** A list of things, each with boxes and lists of its own; `titleOf` are the boxes that name one. */
export type Rows = { readonly name: string; readonly kind: 'rows'; readonly titleOf: readonly string[]; readonly fields: readonly Spec[]; readonly blank: Readonly<Record<string, unknown>> };

export type Spec = Leaf | Group | Rows;

const leaf = (kind: LeafKind, name: string, more: Partial<Leaf> = {}): Leaf => ({ name, kind, ...more });
const line = (name: string, more?: Partial<Leaf>): Leaf => leaf('line', name, more);
const optionalLine = (name: string): Leaf => line(name, { optional: true });
const lines = (name: string): Leaf => leaf('lines', name, { optional: true });
const choice = (name: string, ...options: string[]): Leaf => leaf('choice', name, { options });
const feel = (name: string): Leaf => leaf('feel', name, { nullable: true, optional: true });
const area = (name: string): Leaf => leaf('area', name, { optional: true });
const words = (name: string): Leaf[] => [line(`${name}.vi`), line(`${name}.en`)];
const wordRows = (name: string): Rows => ({ name, kind: 'rows', titleOf: ['vi'], fields: [leaf('area', 'vi'), leaf('area', 'en')], blank: { vi: '', en: '' } });

const paper: Rows = {
  ...{ name: 'papers', kind: 'rows', titleOf: ['name', 'code'] },
  fields: [
    ...[line('code'), line('name'), leaf('integer', 'originals'), leaf('integer', 'copies'), optionalLine('template')],
    ...[leaf('check', 'required'), feel('requiredWhen'), leaf('check', 'electronicCopy'), leaf('check', 'digitise')],
    ...[line('replaceableBy', { nullable: true, optional: true }), area('note')],
  ],
  blank: { code: '', name: '', originals: 1, copies: 0, template: '', required: true, requiredWhen: null, electronicCopy: true, digitise: true, replaceableBy: null, note: '' },
};

const exemption: Rows = { name: 'exemptions', kind: 'rows', titleOf: ['text'], fields: [leaf('area', 'text'), feel('when')], blank: { text: '', when: null } };

const fee: Rows = {
  ...{ name: 'fees', kind: 'rows', titleOf: ['name', 'code'] },
  fields: [
    exemption,
    ...[line('code'), line('name'), choice('kind', 'phi', 'le_phi'), leaf('integer', 'amount'), line('perAnswer', { nullable: true, optional: true }), feel('formula')],
    ...[choice('when', 'on_submission', 'on_supplement', 'on_delivery'), line('legalBase')],
  ],
  blank: { code: '', name: '', kind: 'le_phi', perAnswer: null, formula: null, when: 'on_submission', exemptions: [], legalBase: '' },
};

const limit = (prefix: string): Leaf[] => [
  choice(`${prefix}unit`, 'same_day', 'working_day', 'calendar_day', 'working_hour'),
  leaf('number', `${prefix}n`, { optional: true }),
  line(`${prefix}cutOff`, { absent: true, optional: true }),
  line(`${prefix}legalBase`),
];

const consultation: Rows = {
  ...{ name: 'consultations', kind: 'rows', titleOf: ['name', 'key'] },
  fields: [line('key'), line('name'), line('role'), optionalLine('unit'), leaf('number', 'hours'), optionalLine('output')],
  blank: { key: '', name: '', role: '', unit: '', hours: 8, output: '' },
};

/** The boxes of each part of a record; what stands in none of them is kept as it is. */
export const specs: Readonly<Record<Exclude<Section, 'form'>, readonly Spec[]>> = {
  general: [
    ...[...words('name'), leaf('area', 'summary.vi'), leaf('area', 'summary.en'), line('field.code'), ...words('field.name')],
    ...[choice('level', 'commune', 'province', 'vertical'), choice('serviceLevel.kind', 'full', 'partial'), optionalLine('serviceLevel.reason')],
    ...[choice('route', 'local', 'ministry', 'national'), leaf('check', 'localIntake')],
    { name: 'filing', kind: 'group', fields: [optionalLine('system'), optionalLine('url')] },
    { name: 'routeNote', kind: 'group', fields: [optionalLine('vi'), optionalLine('en')] },
    ...[lines('audience'), lines('lifeEvents'), lines('keywords'), ...words('competentAgency'), lines('receivingAgencies'), lines('cooperatingAgencies')],
    ...[choice('nonBoundary', 'none', 'province', 'nation'), leaf('integer', 'sets'), choice('clockPolicy', 'resume', 'restart'), leaf('integer', 'maxSupplements')],
    ...[line('applicant.name'), line('applicant.personalId'), line('applicant.phone'), line('applicant.email'), lines('openQuestions')],
    ...[wordRows('howTo'), wordRows('requirements')],
  ],
  papers: [{ name: 'cases', kind: 'rows', titleOf: ['name', 'key'], fields: [line('key'), line('name'), feel('when'), paper], blank: { key: '', name: '', when: null, papers: [] } }],
  channels: [
    {
      ...{ name: 'channels', kind: 'rows', titleOf: ['kind'] },
      fields: [
        choice('kind', 'online', 'counter', 'post'),
        ...limit('duration.'),
        { name: 'otherDurations', kind: 'rows', titleOf: ['text'], fields: [leaf('area', 'text'), feel('when'), ...limit('')], blank: { unit: 'working_day', legalBase: '', when: null, text: '' } },
        fee,
      ],
      blank: { kind: '', duration: { unit: 'working_day', legalBase: '' }, otherDurations: [], fees: [] },
    },
  ],
  results: [
    {
      ...{ name: 'results', kind: 'rows', titleOf: ['name', 'code'] },
      fields: [line('code'), line('name'), line('template'), line('series'), line('notation'), leaf('check', 'paperRequired')],
      blank: { code: '', name: '', template: '', series: '', notation: '', paperRequired: false, draft: {}, form: { title: '', type: 'object', additionalProperties: false, properties: {}, 'x-dinh': { steps: [] } } },
    },
  ],
  law: [
    { name: 'decision', kind: 'group', fields: [optionalLine('number'), leaf('date', 'date', { optional: true }), optionalLine('agency')] },
    {
      ...{ name: 'legalBasis', kind: 'rows', titleOf: ['number', 'title'] },
      fields: [line('number'), line('title'), leaf('date', 'date', { nullable: true, optional: true }), optionalLine('article')],
      blank: { number: '', title: '', date: null, article: '' },
    },
  ],
  process: [
    {
      ...{ name: 'steps', kind: 'rows', titleOf: ['name', 'role'] },
      fields: [
        ...[line('key'), line('name'), choice('kind', 'receive', 'process', 'sign', 'deliver'), line('role'), optionalLine('unit'), leaf('number', 'hours'), optionalLine('output')],
        ...[lines('returnsTo'), consultation],
      ],
      blank: { key: '', name: '', kind: 'process', role: '', unit: '', hours: 8, output: '', returnsTo: [], consultations: [] },
    },
  ],
};

export type BoxSection = keyof typeof specs;

/** Sections with boxes, by the last part of their address. */
export const sectionSlugs = { chung: 'general', 'giay-to': 'papers', kenh: 'channels', 'ket-qua': 'results', 'can-cu': 'law', 'quy-trinh': 'process' } as const satisfies Record<string, BoxSection>;

export function slugOf(section: Section): string {
  return Object.entries(sectionSlugs).find(([, known]) => known === section)?.[0] ?? 'bieu-mau';
}

/** The name of a thing without its places in lists: `channels.0.fees.1.amount` → `channels.fees.amount`. */
export function patternOf(path: string): string {
  return path.split('.').filter((part) => !/^\d+$/u.test(part)).join('.');
}

/** The first box at or inside a path, where a link to a problem should land. */
export function boxAt(list: readonly Spec[], path: string): string {
  for (const spec of list) {
    const { name } = spec;
    if (name === path || (spec.kind !== 'rows' && spec.kind !== 'group' && name.startsWith(`${path}.`))) return spec.kind === 'group' ? `${name}.${spec.fields[0]?.name ?? ''}` : name;
    if (!path.startsWith(`${name}.`)) continue;
    if (spec.kind === 'group') return path;
    const [, index = '', rest = ''] = new RegExp(`^${name}\\.(\\d+)(?:\\.(.+))?$`, 'u').exec(path) ?? [];
    if (spec.kind === 'rows') return rest === '' ? `${name}.${index}` : `${name}.${index}.${boxAt(spec.fields, rest)}`;
  }
  return path;
}
