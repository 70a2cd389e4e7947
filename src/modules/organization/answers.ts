import { z } from 'zod';
import { adminChangeKinds, adminLevels, unitKinds, unitLevels } from './vocabulary.ts';
import { localDate } from './validity.ts';

const period = { validFrom: localDate, validTo: localDate.nullable() };

export const unit = z.object({
  uid: z.uuid(),
  kind: z.enum(unitKinds),
  level: z.enum(unitLevels),
  parentUid: z.uuid().nullable(),
  fullName: z.string(),
  shortName: z.string().nullable(),
  abbreviation: z.string().nullable(),
  collectiveName: z.string().nullable(),
  adminUnitUid: z.uuid().nullable(),
  sortOrder: z.int(),
  ...period,
});

export const adminUnit = z.object({
  uid: z.uuid(),
  level: z.enum(adminLevels),
  code: z.string().nullable(),
  fullName: z.string(),
  pathName: z.string(),
  parentUid: z.uuid().nullable(),
  validFrom: localDate.nullable(),
  validTo: localDate.nullable(),
});

export const resolvedAddress = z.object({
  oldName: z.string(),
  oldCode: z.string().nullable(),
  lastDay: localDate.nullable(),
  candidates: z
    .array(z.object({ unit: adminUnit, kind: z.enum(adminChangeKinds), share: z.number().nullable() }))
    .readonly(),
});

export const option = z.object({ value: z.string(), label: z.string(), note: z.string().optional() });

export const recorded = z.object({ uid: z.uuid(), changeUid: z.uuid() });
