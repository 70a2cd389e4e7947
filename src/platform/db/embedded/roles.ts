import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';

/** Creates the login role if it is missing and gives it `password`. `name` is a plain lower-case identifier. */
export async function ensureRole(adminUrl: string, name: string, password: string): Promise<void> {
  const [role, secret] = [escapeIdentifier(name), escapeLiteral(password)];
  await asAdmin(adminUrl, async (client) => {
    // Two processes that start at once would otherwise both create it, or update it concurrently and fail.
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('dinh.roles'))`);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
    await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${role} login password ${secret}`);
    await client.query('commit');
  });
}

/** Creates the database if it is missing, owned by `owner`; order and encoding come from the cluster. */
export async function ensureDatabase(adminUrl: string, name: string, owner: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    try {
      await client.query(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(owner)}`);
    } catch (error) {
      // duplicate_database, or the unique index when a process beside us created it in the same instant.
      if (!(error instanceof DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error;
    }
  });
}

async function asAdmin(adminUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
