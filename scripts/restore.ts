// npm run restore -- <file.tar>: into the empty database of DATABASE_URL, or of a new DATA_DIR
import { resolve } from 'node:path';
import { restoreBackup } from '#platform/db/backup/restore.ts';
import { listMigrations } from '#platform/db/migrate.ts';
import { runOperatorCommand } from './lib/operator-command.ts';

const archive = process.argv[2];

if (archive === undefined) {
  process.stderr.write('✗ Cách dùng: npm run restore -- <tệp .tar>\n');
  process.exit(2);
}

await runOperatorCommand('restore', async ({ url, filesDir, secretKeyFile, say, record }) => {
  const migrations = await listMigrations(resolve(import.meta.dirname, '..', 'src'));
  const places = { filesDir, secretKeyFile };
  const result = await restoreBackup({ url, archive: resolve(archive), ...places, migrations, log: say });
  const { createdAt, tables, files } = result.manifest;
  const detail = { createdAt, tables: tables.length, rows: result.rows, files: files.count };
  await record({ action: 'platform.backup_restored', subject: { kind: 'backup', id: result.sha256 }, detail });
  say(`Đã phục hồi và đối chiếu ${detail.tables} bảng, ${detail.rows} dòng, ${detail.files} tệp.`);
  if (result.manifest.secretKeySha256 === null)
    say(`Hãy đặt khoá mã hoá vào ${secretKeyFile} (hoặc SECRET_KEY) trước khi chạy.`);
  say('Bây giờ có thể khởi động: npm start');
});
