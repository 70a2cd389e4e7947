import { spawn } from 'node:child_process';

/** Runs a program to its end with our terminal. Resolves to its exit code, 1 when a signal ended it. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
