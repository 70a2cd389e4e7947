import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const flag = z.enum(['0', '1', 'true', 'false']).default('0').transform((value) => value === '1' || value === 'true');

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  /** Public origin when behind a proxy, such as https://dichvucong.example.vn. */
  BASE_URL: z.url().optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  /** A PostgreSQL server, 15 or newer; without it the embedded one is started. */
  DATABASE_URL: z.url().optional(),
  /** A separate login of the application (member of dinh_app); without it the owner takes on that role. */
  DATABASE_APP_URL: z.url().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('auto'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('khong-tra-loi@dinh.invalid'),
  CLAMD_HOST: z.string().optional(),
  CLAMD_PORT: z.coerce.number().int().default(3310),
  TRUST_PROXY: flag,
  /** 32 bytes in base64 that encrypt secrets at rest; made once in DATA_DIR when absent. */
  SECRET_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** JSON list of signing devices (docs/guide, "Ký số"). */
  PKCS11_TOKENS: z.string().default('[]').transform((text, context) => parseList(text, context)),
  /** JSON of the payment hub: url, merchant, secret (src/modules/payments/providers/hub/README.md). */
  PAYMENT_HUB: z.string().default('null').transform((text, context) => parseObject(text, context)),
  /** JSON of the population register: url, token (src/modules/population/README.md). */
  POPULATION_REGISTER: z.string().default('null').transform((text, context) => parseObject(text, context)),
  /** JSON of the SePay bank feed: url, token. */
  BANK_FEED: z.string().default('null').transform((text, context) => parseObject(text, context)),
  /** JSON list of OpenID providers of e-ID (docs/guide, "Định danh điện tử"). */
  EID_PROVIDERS: z.string().default('[]').transform((text, context) => parseList(text, context)),
});

export type Role = 'all' | 'web' | 'worker';

export type Config = z.infer<typeof environment> & {
  readonly dataDir: string;
  readonly role: Role;
  /** True unless started with --empty: simulators run and the demonstration locality is loaded. */
  readonly demo: boolean;
  readonly dev: boolean;
};

function parseList(text: string, context: z.RefinementCtx): readonly unknown[] {
  try {
    return z.array(z.unknown()).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'phải là một danh sách JSON' });
    return z.NEVER;
  }
}

function parseObject(text: string, context: z.RefinementCtx): Readonly<Record<string, unknown>> | null {
  try {
    return z.record(z.string(), z.unknown()).nullable().parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'phải là một đối tượng JSON' });
    return z.NEVER;
  }
}

/** @throws Error naming every variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv, argv: readonly string[]): Config {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) throw new Error(`Cấu hình chưa đúng:\n${z.prettifyError(parsed.error)}`);
  const { values } = parseArgs({
    args: [...argv],
    options: { role: { type: 'string', default: 'all' }, empty: { type: 'boolean', default: false }, dev: { type: 'boolean', default: false } },
  });
  const role = z.enum(['all', 'web', 'worker']).parse(values.role);
  return { ...parsed.data, dataDir: resolve(parsed.data.DATA_DIR), role, demo: !values.empty, dev: values.dev };
}
