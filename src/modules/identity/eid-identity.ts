import { z } from 'zod';
import { cleanLine } from '#platform/text/clean.ts';

/** Assurance of an e-ID sign-in (NĐ 69/2024): 1 may look up, 2 may submit, 3 is reserved for chip-card or biometric proof. */
export type Assurance = 1 | 2 | 3;

/** The paper identity of a person: a Vietnamese personal number, or a passport of a country. */
export type IdentityDocument = {
  readonly kind: 'personal_number' | 'passport';
  /** ISO 3166-1 alpha-3 of the issuing country. */
  readonly country: string;
  readonly number: string;
};

export type EidOrganisation = {
  readonly taxCode: string;
  readonly name: string;
  readonly kind: 'company' | 'household_business' | 'other';
  /** The e-ID belongs to the organisation itself; a sign-in acts for it from the start. */
  readonly ownsAccount: boolean;
};

/** What an e-ID says about who signed in, after claim mapping; every text is NFC and trimmed. */
export type EidIdentity = {
  readonly issuer: string;
  readonly subject: string;
  readonly assurance: Assurance;
  readonly fullName: string;
  readonly document: IdentityDocument | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly gender: 'male' | 'female' | null;
  readonly nationality: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly organisation: EidOrganisation | null;
};

const claimNames = z.array(z.string().min(1)).default([]);

/**
 * Which claims of a provider carry which fact: the first non-empty name of a list wins. Configuration, because
 * national providers rename claims without notice (one-stop fact sheet §11 marks the names as uncertain).
 */
export const claimMappingSchema = z.object({
  fullName: claimNames,
  personalNumber: claimNames,
  passportNumber: claimNames,
  nationality: claimNames,
  birthDate: claimNames,
  birthDateFormat: z.enum(['DD/MM/YYYY', 'YYYY-MM-DD', 'YYYYMMDD']),
  gender: claimNames,
  phone: claimNames,
  email: claimNames,
  address: claimNames,
  taxCode: claimNames,
  organisationName: claimNames,
  organisationKind: claimNames,
  accountKind: claimNames,
  genderValues: z.record(z.string(), z.enum(['male', 'female'])).default({}),
  organisationKindValues: z.record(z.string(), z.enum(['company', 'household_business', 'other'])).default({}),
  /** Values of the account-kind claim that mean "this e-ID belongs to an organisation". */
  organisationAccountValues: z.array(z.string()).default([]),
  /** `acr` value → assurance level; an unknown or absent `acr` counts as level 1. */
  assuranceByAcr: z.record(z.string(), z.union([z.literal(1), z.literal(2), z.literal(3)])),
});

export type ClaimMapping = z.infer<typeof claimMappingSchema>;

export type Claims = Readonly<Record<string, unknown>>;

const maxClaimLength = 500;

/** Reads a person out of verified claims. Null when the provider told no name: nobody can be greeted or registered without. */
export function identityFromClaims(mapping: ClaimMapping, issuer: string, claims: Claims): EidIdentity | null {
  const read = (names: readonly string[]): string | null => firstText(claims, names);
  const fullName = read(mapping.fullName);
  const subject = firstText(claims, ['sub']);
  if (fullName === null || subject === null) return null;
  const nationality = read(mapping.nationality);
  return {
    issuer,
    subject,
    assurance: valueOf(mapping.assuranceByAcr, firstText(claims, ['acr'])) ?? 1,
    fullName,
    document: documentFrom(read(mapping.personalNumber), read(mapping.passportNumber), nationality),
    birthDate: isoDate(read(mapping.birthDate), mapping.birthDateFormat),
    gender: valueOf(mapping.genderValues, read(mapping.gender)),
    nationality,
    phone: read(mapping.phone),
    email: read(mapping.email),
    address: read(mapping.address),
    organisation: organisationFrom(mapping, read),
  };
}

function firstText(claims: Claims, names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = cleanLine(String(value));
    if (text !== '' && text.length <= maxClaimLength) return text;
  }
  return null;
}

// Own properties only: the claim value `constructor` must not find anything.
function valueOf<V>(table: Readonly<Record<string, V>>, key: string | null): V | null {
  return key !== null && Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

function documentFrom(
  personal: string | null,
  passport: string | null,
  nationality: string | null,
): IdentityDocument | null {
  if (personal !== null && /^\d{12}$/.test(personal))
    return { kind: 'personal_number', country: 'VNM', number: personal };
  // A passport number alone is not unique: two countries may issue the same one.
  if (passport !== null && nationality !== null && /^[A-Z]{3}$/.test(nationality)) {
    return { kind: 'passport', country: nationality, number: passport.toUpperCase().replace(/\s/g, '') };
  }
  return null;
}

function organisationFrom(
  mapping: ClaimMapping,
  read: (names: readonly string[]) => string | null,
): EidOrganisation | null {
  const taxCode = read(mapping.taxCode);
  const name = read(mapping.organisationName);
  if (taxCode === null || name === null) return null;
  const account = read(mapping.accountKind);
  return {
    taxCode,
    name,
    kind: valueOf(mapping.organisationKindValues, read(mapping.organisationKind)) ?? 'other',
    ownsAccount: account !== null && mapping.organisationAccountValues.includes(account),
  };
}

const datePatterns = {
  'DD/MM/YYYY': /^(?<day>\d{2})\/(?<month>\d{2})\/(?<year>\d{4})$/,
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  YYYYMMDD: /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
} as const;

function isoDate(text: string | null, format: keyof typeof datePatterns): string | null {
  const parts = text === null ? undefined : datePatterns[format].exec(text)?.groups;
  if (!parts) return null;
  const iso = `${parts['year']}-${parts['month']}-${parts['day']}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  // 31/02 would otherwise roll over into March and become somebody's birthday.
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) ? iso : null;
}
