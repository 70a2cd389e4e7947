import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1);

/** The table of contents of a backup; the last part of the archive, so that an interrupted one has none. */
export const manifestSchema = z.object({
  format: z.literal('dinh-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  serverVersion: z.string(),
  migrations: z.array(z.object({ name, checksum: sha256, appliedAt: z.string() })),
  /** `sha256` of the compressed part, `contentSha256` of the rows in COPY text format. */
  tables: z.array(
    z.object({
      schema: name,
      name,
      columns: z.array(name).min(1),
      rows: z.int().min(0),
      part: name,
      sha256,
      contentSha256: sha256,
    }),
  ),
  sequences: z.array(z.object({ schema: name, name, lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
  /** `listSha256` of the part `files.sha256`, which has one line `<sha256>  files/<path>` for each file. */
  files: z.object({ count: z.int().min(0), bytes: z.int().min(0), listSha256: sha256 }),
  /** SHA-256 of the part `secret-key`; null when the key is kept elsewhere. */
  secretKeySha256: sha256.nullable(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type TablePart = Manifest['tables'][number];
export type SequenceValue = Manifest['sequences'][number];

/** Names of the parts beside `tables/…` and `files/…`. */
export const parts = {
  manifest: 'manifest.json',
  manifestSum: 'manifest.json.sha256',
  fileList: 'files.sha256',
  secretKey: 'secret-key',
} as const;
