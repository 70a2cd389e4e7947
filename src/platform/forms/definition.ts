/** A FEEL expression (DMN 1.x) over the answers before it and `today`; bounded by `feel.ts`. */
export type Feel = string;

/** Class of personal data under Law 91/2025: none, basic, sensitive. */
export type PersonalDataClass = 'none' | 'basic' | 'sensitive';

/** Words in another language; what is missing falls back to Vietnamese. */
export type EnglishWords = {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly help?: string | undefined;
  readonly patternMessage?: string | undefined;
  readonly rowTitle?: string | undefined;
  readonly addLabel?: string | undefined;
};

/** Our layout keyword `x-dinh` on a field. All of it is optional. */
export type FieldLayout = {
  readonly widget?: 'radio' | 'select' | 'textarea' | 'money' | undefined;
  /** Longer explanation, folded away. */
  readonly help?: string | undefined;
  readonly example?: string | undefined;
  readonly unit?: string | undefined;
  readonly width?: 'w2' | 'w4' | 'w10' | 'w20' | undefined;
  /** HTML autocomplete token. */
  readonly autocomplete?: string | undefined;
  /** Key of the known value that fills it: "account.fullName". */
  readonly prefill?: string | undefined;
  /** It is filled only where this holds: the applicant's own birth date is not their child's. */
  readonly prefillWhen?: Feel | undefined;
  /** Whence that value comes, shown beside it: "CSDL dân cư". */
  readonly source?: string | undefined;
  /** A known value may not be changed by the applicant; what is posted is ignored. */
  readonly locked?: boolean | undefined;
  readonly personalDataClass?: PersonalDataClass | undefined;
  readonly visibleWhen?: Feel | undefined;
  readonly requiredWhen?: Feel | undefined;
  /** The answer is computed, never typed. */
  readonly calculate?: Feel | undefined;
  /** What to say when `pattern` does not match. */
  readonly patternMessage?: string | undefined;
  /** Limits of a date: ISO or "today". */
  readonly notBefore?: string | undefined;
  readonly notAfter?: string | undefined;
  /** Name of a list of codes that the caller brings (`codeLists`). */
  readonly codeList?: string | undefined;
  readonly accept?: string | undefined;
  readonly maxBytes?: number | undefined;
  /** Order of the fields of a group or of the rows of a table: JSON objects have none once stored. */
  readonly fields?: readonly string[] | undefined;
  /** Calculated field of a group that says all of it in one line, such as an address: only the summary shows it, instead of the parts. */
  readonly summary?: string | undefined;
  /** Words of a repeated group: one row ("Con") and the button ("Thêm một con"). */
  readonly rowTitle?: string | undefined;
  readonly addLabel?: string | undefined;
  readonly en?: EnglishWords | undefined;
};

type Base = {
  readonly title: string;
  readonly description?: string | undefined;
  readonly 'x-dinh'?: FieldLayout | undefined;
};
export type Choice = {
  readonly const: string;
  readonly title: string;
  readonly 'x-dinh'?: { readonly en?: EnglishWords | undefined } | undefined;
};

export type TextFormat = 'email' | 'phone' | 'personal-id';
export type StringField = Base & {
  readonly type: 'string';
  readonly format?: TextFormat | 'date' | 'date-partial' | 'file-ref' | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: string | undefined;
  readonly oneOf?: readonly Choice[] | undefined;
};
export type NumberField = Base & {
  readonly type: 'integer' | 'number';
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly multipleOf?: number | undefined;
};
export type BooleanField = Base & { readonly type: 'boolean'; readonly const?: true | undefined };
export type GroupField = Base & {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Field>>;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties: false;
};
/** Items of a list: choices and files are strings, repeated groups are objects; items carry no title of their own. */
export type ItemField =
  | (Omit<StringField, 'title'> & { readonly title?: string | undefined })
  | (Omit<GroupField, 'title'> & { readonly title?: string | undefined });
export type ListField = Base & {
  readonly type: 'array';
  readonly items: ItemField;
  readonly minItems?: number | undefined;
  readonly maxItems: number;
  readonly uniqueItems?: true | undefined;
};
export type Field = StringField | NumberField | BooleanField | GroupField | ListField;

export type Step = {
  readonly key: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Top-level fields in the order they are asked. */
  readonly fields: readonly string[];
  readonly en?: EnglishWords | undefined;
};

/** A rule over several answers: `assert` must not be false; otherwise `message` is said at `field`. */
export type Check = {
  readonly assert: Feel;
  readonly field: string;
  readonly message: string;
  readonly en?: { readonly message: string } | undefined;
};

/** A form: JSON Schema 2020-12, a strict subset, with our `x-dinh`. Checked by `checkDefinition` before it is used. */
export type FormDefinition = {
  readonly $schema?: string | undefined;
  readonly title: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Field>>;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties: false;
  readonly 'x-dinh': { readonly steps: readonly Step[]; readonly checks?: readonly Check[] | undefined };
};

/** The part that groups and the form itself share. */
export type ObjectSchema = Pick<FormDefinition, 'properties' | 'required'>;

export type FieldKind =
  'text' | 'choice' | 'date' | 'file' | 'number' | 'boolean' | 'choices' | 'files' | 'rows' | 'group';

/** What a field is to the person who fills it. */
export function kindOf(field: Field): FieldKind {
  if (field.type === 'object') return 'group';
  if (field.type === 'boolean') return 'boolean';
  if (field.type === 'array') return listKind(field);
  return field.type === 'string' ? stringKind(field) : 'number';
}

function stringKind(field: StringField): FieldKind {
  if (field.format === 'date' || field.format === 'date-partial') return 'date';
  if (field.format === 'file-ref') return 'file';
  return field.oneOf || field['x-dinh']?.codeList ? 'choice' : 'text';
}

function listKind({ items }: ListField): FieldKind {
  if (items.type === 'object') return 'rows';
  return items.format === 'file-ref' ? 'files' : 'choices';
}

/** The layout of a field, never undefined. */
export function layoutOf(field: { readonly 'x-dinh'?: FieldLayout | undefined }): FieldLayout {
  return field['x-dinh'] ?? {};
}

/** Keys of the form in the order they are asked. */
export function formKeys(definition: FormDefinition): readonly string[] {
  return definition['x-dinh'].steps.flatMap((step) => step.fields);
}

/** Keys of a group or row in the order they are asked. */
export function groupKeys(group: { readonly 'x-dinh'?: FieldLayout | undefined }): readonly string[] {
  return layoutOf(group).fields ?? [];
}

/** The own property of that name; `constructor` and the like are never found. */
export function ownField(schema: ObjectSchema, key: string): Field | undefined {
  return Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
}

/** The title in the reader's language. */
export function titleOf(
  field: {
    readonly title?: string | undefined;
    readonly 'x-dinh'?: { readonly en?: EnglishWords | undefined } | undefined;
  },
  locale: string,
): string {
  return (locale === 'en' ? field['x-dinh']?.en?.title : undefined) ?? field.title ?? '';
}

/** Longest text a field takes when it says nothing itself, in code points. */
export const defaultMaxLength = { line: 200, paragraph: 2000 } as const;

/** Most characters a text field takes. */
export function maxLengthOf(field: StringField): number {
  return (
    field.maxLength ?? (layoutOf(field).widget === 'textarea' ? defaultMaxLength.paragraph : defaultMaxLength.line)
  );
}
