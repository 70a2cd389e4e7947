// npm run backup -- <folder or file.tar> [--without-secret-key]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBackup } from '#platform/db/backup/backup.ts';
import { systemClock } from '#platform/time/clock.ts';
import { runOperatorCommand } from './lib/operator-command.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { 'without-secret-key': { type: 'boolean', default: false } },
});
const target = positionals[0];

if (target === undefined) {
  process.stderr.write('✗ Cách dùng: npm run backup -- <thư mục hoặc tệp .tar> [--without-secret-key]\n');
  process.exit(2);
}

await runOperatorCommand('backup', async ({ config, url, filesDir, secretKeyFile, say, record }) => {
  const withKey = !values['without-secret-key'] && config.SECRET_KEY === undefined;
  const key = withKey ? secretKeyFile : null;
  const result = await makeBackup({
    url,
    target: resolve(target),
    filesDir,
    secretKeyFile: key,
    clock: systemClock,
    log: say,
  });
  const { path, sha256, ...detail } = result;
  await record({ action: 'platform.backup_made', subject: { kind: 'backup', id: sha256 }, detail });
  say(`Đã sao lưu ${detail.tables} bảng, ${detail.rows} dòng, ${detail.files} tệp vào ${path}`);
  say('Bản sao lưu chứa mọi dữ liệu cá nhân: hãy cất ở nơi chỉ người có trách nhiệm mở được.');
  if (!withKey) say('Khoá mã hoá không nằm trong bản sao lưu: hãy cất riêng, thiếu nó thì không giải mã được.');
  if (config.S3_BUCKET !== undefined)
    say(`Tệp hồ sơ nằm ở kho S3 ${config.S3_BUCKET}: hãy sao lưu kho ấy bằng công cụ của nó.`);
});
