import { z } from 'zod';
import { cleanLine } from '#platform/text/clean.ts';

const line = (max: number) => z.string().transform(cleanLine).pipe(z.string().min(1).max(max));
const emptyIsNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value);
const optionalId = z.preprocess(emptyIsNull, z.string().max(100).nullable());
const optionalDate = z.preprocess(emptyIsNull, z.iso.date().nullable());
const checkbox = z.preprocess(
  (value) => value === true || value === 'on' || value === 'true' || value === '1',
  z.boolean(),
);
const reason = z.string().transform(cleanLine).pipe(z.string().min(5, 'identity.reason_too_short').max(500));
const password = z.string().min(1).max(1000);

/** Case and stray spaces of a sign-in name do not matter. */
export function normaliseUsername(typed: string): string {
  return cleanLine(typed.normalize('NFKC')).toLowerCase();
}

/** What may be chosen as a sign-in name; typing one at sign-in is not checked, an answer would tell names apart. */
export const username = z
  .string()
  .transform(normaliseUsername)
  .pipe(z.string().regex(/^[a-z0-9](?:[a-z0-9._-]{1,62})[a-z0-9](?:@[a-z0-9.-]{3,100})?$/, 'identity.username_form'));

export const signInInput = z.object({ username: z.string().min(1).max(200), password });
export const passwordChoice = z.object({ password, repeated: password });

/** Fields that every change carries. */
const change = z.object({ requestId: z.uuid() });

export const firstAdministrator = change.extend({
  setupCode: z.string().min(1).max(60),
  displayName: line(100),
  username,
  ...passwordChoice.shape,
});

export const newAccount = change.extend({
  username,
  displayName: line(100),
  personUid: optionalId,
  unitUid: optionalId,
});
export const accountChange = change.extend({ accountUid: z.uuid(), reason });

export const accountQuery = z.object({
  text: z.string().max(100).default(''),
  status: z.preprocess(emptyIsNull, z.enum(['active', 'disabled']).nullable()).default(null),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

export const roleInput = change.extend({
  key: z.string().regex(/^[a-z][a-z0-9_]{1,49}$/, 'identity.role_key_form'),
  name: line(100),
  description: z.string().transform(cleanLine).pipe(z.string().max(500)),
  administrative: checkbox,
  permissions: z.array(z.string().max(100)).max(500),
  /** True to add, false to change. */
  isNew: checkbox,
});

export const newGrant = change
  .extend({
    roleKey: z.string().min(1).max(50),
    accountUid: z.preprocess(emptyIsNull, z.uuid().nullable()),
    positionUid: optionalId,
    /** The unit in which the position stands; needed with `positionUid`. */
    positionUnitUid: optionalId,
    /** Null: every unit of the locality. */
    unitUid: optionalId,
    includeSubtree: checkbox,
    validFrom: z.iso.date(),
    validTo: optionalDate,
  })
  .refine((grant) => (grant.accountUid === null) !== (grant.positionUid === null), {
    path: ['accountUid'],
    message: 'identity.one_recipient',
  })
  .refine((grant) => grant.validTo === null || grant.validTo > grant.validFrom, {
    path: ['validTo'],
    message: 'identity.ends_before_it_begins',
  });
export const grantEnd = change.extend({ grantUid: z.uuid(), reason });

export const grantQuery = z.object({
  roleKey: z.preprocess(emptyIsNull, z.string().max(50).nullable()).default(null),
  accountUid: z.preprocess(emptyIsNull, z.uuid().nullable()).default(null),
  all: checkbox.default(false),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

export const pageSize = 50;

export type FirstAdministrator = z.infer<typeof firstAdministrator>;
export type NewAccount = z.infer<typeof newAccount>;
export type AccountChange = z.infer<typeof accountChange>;
export type AccountQuery = z.infer<typeof accountQuery>;
export type RoleInput = z.infer<typeof roleInput>;
export type NewGrant = z.infer<typeof newGrant>;
export type GrantEnd = z.infer<typeof grantEnd>;
export type GrantQuery = z.infer<typeof grantQuery>;

/** What the own person may see of an account by e-ID. */
export type CitizenProfile = {
  readonly fullName: string;
  readonly documentKind: 'personal_number' | 'passport' | null;
  readonly documentCountry: string | null;
  readonly documentNumber: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly gender: 'male' | 'female' | null;
  readonly nationality: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly organisation: {
    readonly taxCode: string;
    readonly name: string;
    readonly kind: 'company' | 'household_business' | 'other';
  } | null;
  readonly assurance: 1 | 2 | 3;
  readonly refreshedAt: string;
};

/** An open session in the list of its owner. */
export type OwnSession = {
  readonly uid: string;
  readonly current: boolean;
  readonly method: string;
  readonly address: string;
  readonly device: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
};
