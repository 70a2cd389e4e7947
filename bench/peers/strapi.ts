import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { casesPresent } from '../data/fill-locality.ts';
import type { Bench } from '../harness/bench.ts';
import { startServer, type Server } from '../harness/child.ts';

export type Strapi = { readonly server: Server; readonly version: string; readonly token: string; readonly database: { readonly postmaster: number; readonly name: string } };

const source = 'bench/peers/strapi';
const name = 'peer_strapi';

/** Installs the pinned Strapi into a temporary folder (minutes the first time), and starts it with 100,000 rows. @throws Error saying what npm said */
export async function openStrapi(bench: Bench): Promise<Strapi> {
  const home = join(tmpdir(), 'dinh-bench-peer-strapi');
  install(home, bench);
  const cluster = await bench.cluster();
  const url = await cluster.createDatabase(name);
  const tokenFile = join(bench.folder, 'strapi-token');
  const server = await startServer({
    command: ['server.js'],
    cwd: home,
    env: { PEER_DATABASE_URL: url, TOKEN_FILE: tokenFile, STRAPI_TELEMETRY_DISABLED: 'true' },
    readyPath: '/_health',
    patienceSeconds: 120,
  });
  await fill(url);
  return { server, version: versionIn(home), token: readFileSync(tokenFile, 'utf8'), database: { postmaster: cluster.pid(), name } };
}

const versionIn = (home: string): string => (JSON.parse(readFileSync(join(home, 'node_modules/@strapi/strapi/package.json'), 'utf8')) as { version: string }).version;

function install(home: string, bench: Bench): void {
  mkdirSync(home, { recursive: true });
  cpSync(source, home, { recursive: true });
  mkdirSync(join(home, 'public', 'uploads'), { recursive: true });
  const wanted = (JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies['@strapi/strapi'];
  if (existsSync(join(home, 'node_modules/@strapi/strapi')) && versionIn(home) === wanted) return;
  bench.say('installing Strapi (about 1,400 packages)');
  // Without install scripts: nothing that they build is needed to serve the API.
  const run = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=dev'], { cwd: home, encoding: 'utf8', timeout: 9 * 60_000 });
  if (run.status !== 0) throw new Error(`Strapi could not be installed: ${run.stderr.slice(-600)}`);
}

async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(rows.replaceAll('$cases', String(casesPresent)));
  // Strapi looks for doubles of unique fields with a query of its own and makes no index for it.
  await client.query('create index on cases (unit, stage, due_at); create index on cases (request_id); create index on cases (code)');
  await client.query('analyze');
  await client.end();
}

const rows = `insert into cases (document_id, request_id, code, unit, stage, due_at, applicant_name, applicant_personal_id, applicant_residence, applicant_phone, relation,
    subject_birth_date, subject_gender, subject_ethnicity, subject_nationality, registered_at, copies, declaration, created_at, updated_at, published_at)
  select substr(md5(n::text), 1, 24), gen_random_uuid()::text, 'H99.50-260101-' || lpad(n::text, 6, '0'), (array['a', 'b', 'c'])[1 + n % 3],
    case when n % 10 <> 0 then 'closed' else (array['receive', 'process', 'sign', 'deliver'])[1 + n / 10 % 4] end, now() - n * interval '2 minutes',
    'Nguyễn Văn ' || chr(65 + n % 26), '099' || lpad(n::text, 9, '0'), 'Thôn Đông, xã An Hòa', '0912345678', 'self', '1988-03-14', 'male', 'Kinh', 'Việt Nam', 'UBND xã Hòa Bình',
    2, true, now(), now(), now() from generate_series(1, $cases) n`;
