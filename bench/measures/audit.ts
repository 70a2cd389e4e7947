import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { createDatabase } from '#platform/db/database.ts';
import { listMigrations, migrateDatabase } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { sealAudit } from '#platform/audit/seal.ts';
import type { AuditTables } from '#platform/audit/tables.gen.ts';
import { systemClock } from '#platform/time/clock.ts';
import { systemIds } from '#platform/time/ids.ts';
import { factGoal, type Measure, type Sample } from '../harness/measure.ts';
import { watchCluster } from '../harness/process-cpu.ts';

const entries = 1_000_000;

export const audit: Measure = {
  name: 'audit',
  title: 'Verify the audit trail',
  unit: 'entry',
  workload: [
    `scripts/verify-audit.mjs over ${entries.toLocaleString('en')} entries of about 250 bytes in seals of 8,192: every row is read, hashed, placed in its seal, every Merkle root and the chain of seals computed anew. Warm data.`,
    'The floor: the same rows by COPY out of PostgreSQL, each line hashed, nothing else. CPU of PostgreSQL is that of the whole cluster.',
  ],
  goals: [factGoal('dinh', 'perSecond', { words: 'entries per second of the clock', limit: 250_000, better: 'more' })],
  async setUp(bench) {
    const cluster = await bench.cluster();
    const url = await cluster.createDatabase('audit_bench');
    await migrateDatabase({ url, migrations: await listMigrations('src') });
    bench.say(`writing and sealing ${entries} entries`);
    await fill(url);
    let said = '';
    const verify = async (): Promise<Sample> => {
      const watch = watchCluster(cluster.pid());
      const run = await verifyOnce(url);
      said = run.said;
      const perSecond = entries / run.seconds;
      return { units: entries, seconds: run.seconds, ownCpuMs: run.cpuMs, postgresCpuMs: watch(), facts: { perSecond } };
    };
    return {
      parties: [
        { name: 'dinh', words: 'verify-audit.mjs', run: verify },
        { name: 'bare', words: 'COPY and SHA-256 of each line', run: () => hashAll(url, cluster.pid()) },
      ],
      async check() {
        if (!said.includes(`${entries} dòng`)) throw new Error(`the verifier said: ${said}`);
        return [`The verifier saw ${entries.toLocaleString('en')} entries, whole; an altered one is named (src/platform/audit/seal.db.test.ts).`];
      },
    };
  },
};

/** Rows of as many transactions as have numbers below the sealing horizon. */
async function fill(url: string): Promise<void> {
  const pool = createPool({ url, max: 2, statementTimeout: 0 });
  await pool.query(
    `insert into audit.entry (at, actor_kind, actor_id, session_id, action, subject_kind, subject_id, unit_uid, detail, epoch, xid)
     select timestamptz '2026-01-01Z' + n * interval '20 seconds', 'citizen', gen_random_uuid()::text, gen_random_uuid()::text, 'cases.submitted', 'case', gen_random_uuid()::text,
       gen_random_uuid()::text, jsonb_build_object('code', 'H99.50-260101-' || lpad(n::text, 7, '0'), 'channel', 'online'), 1, (1 + n * (h.xid - 100) / ${entries})::text::xid8
     from (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xid) h, generate_series(1, ${entries}) n`,
  );
  await pool.query('vacuum analyze audit.entry');
  const db = createDatabase<AuditTables>({ pool, clock: systemClock, ids: systemIds, consumersOf: () => [] });
  await sealAudit({ db, clock: systemClock });
  await db.close();
}

const tellCpu = 'data:text/javascript,process.on("exit",()=>process.stderr.write("cpu "+Object.values(process.cpuUsage()).join(" ")))';

async function verifyOnce(url: string): Promise<{ said: string; seconds: number; cpuMs: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', tellCpu, 'scripts/verify-audit.mjs', url], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (texts.error += chunk.toString('utf8')));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const [, user, system] = /cpu (\d+) (\d+)/u.exec(texts.error) ?? [];
  if (code !== 0 || user === undefined) throw new Error(`the verifier ended with ${String(code)}: ${texts.error}`);
  return { said: texts.out, seconds: (performance.now() - started) / 1000, cpuMs: (Number(user) + Number(system)) / 1000 };
}

async function hashAll(url: string, postmaster: number): Promise<Sample> {
  const watch = watchCluster(postmaster);
  const [started, before] = [performance.now(), process.cpuUsage()];
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let lines = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of client.query(copyTo('COPY audit.entry TO STDOUT'))) {
    const block = Buffer.concat([rest, chunk as Buffer]);
    let from = 0;
    for (let end = block.indexOf(10); end !== -1; end = block.indexOf(10, from)) {
      hash('sha256', block.subarray(from, end), 'binary');
      from = end + 1;
      lines += 1;
    }
    rest = block.subarray(from);
  }
  await client.end();
  if (lines !== entries) throw new Error(`${lines} lines came out`);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - started) / 1000;
  return { units: entries, seconds, ownCpuMs: (user + system) / 1000, postgresCpuMs: watch(), facts: { perSecond: entries / seconds } };
}
