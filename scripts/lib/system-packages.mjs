import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { giveUp, say } from './say.mjs';

/** Debian package of the browser, and its program. */
export const browsers = { chromium: 'chromium' };

/** Debian packages whose programs judge our output in tests, and one program of each. */
export const judges = {
  'poppler-utils': 'pdfsig',
  qpdf: 'qpdf',
  'libxml2-utils': 'xmllint',
  softhsm2: 'softhsm2-util',
  opensc: 'pkcs11-tool',
  openssl: 'openssl',
};

/** Installs what is missing with apt where we may; otherwise says exactly what to install and ends with 1. */
export function ensureSystemPackages(packages) {
  const missing = missingPackages(packages);
  if (missing.length === 0) return;
  const apt = findProgram('apt-get');
  if (process.getuid?.() === 0 && apt) installWithApt(apt, missing);
  const still = missingPackages(packages);
  if (still.length === 0) return;
  giveUp(
    `Thiếu chương trình để chạy kiểm thử. Hãy cài rồi chạy lại: sudo apt-get install ${still.join(' ')}`,
    `missing programs: ${still.map((name) => packages[name]).join(', ')}`,
  );
}

/** Full path of a program on the PATH, or undefined. */
export function findProgram(name) {
  // Debian keeps some of them where an ordinary user's PATH does not look.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

const missingPackages = (packages) => Object.keys(packages).filter((name) => !findProgram(packages[name]));

function installWithApt(apt, names) {
  say(`Đang cài gói hệ thống: ${names.join(' ')}…`, 'installing Debian packages');
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // Another apt may be running: two test runs side by side, or the nightly update of the machine.
  const patience = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  spawnSync(apt, [...patience, 'update'], options);
  spawnSync(apt, [...patience, 'install', '-y', '--no-install-recommends', ...names], options);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
