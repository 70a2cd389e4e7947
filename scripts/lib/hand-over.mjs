import { spawn } from 'node:child_process';

/**
 * Goes on as another program: replaces this process where Node can do that, else starts a child, passes
 * every request to stop on to it and ends with its exit code.
 */
export function handOver(program, args, { cwd, env }) {
  process.chdir(cwd);
  if (typeof process.execve === 'function') process.execve(program, [program, ...args], env);

  // A session of its own: Ctrl-C reaches it once, from us, and not a second time from the terminal.
  const follow = new URL('follow-parent.mjs', import.meta.url).href;
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  const child = spawn(program, ['--import', follow, ...args], { env, stdio, detached: true });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}
