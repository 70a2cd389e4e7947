/** One progress line for people: Vietnamese first, English for whoever maintains the machine. */
export function say(vietnamese, english) {
  process.stdout.write(`› ${vietnamese}${english === undefined ? '' : ` (${english})`}\n`);
}

/** Says what is wrong and ends the process. */
export function giveUp(vietnamese, english) {
  process.stderr.write(`✗ ${vietnamese}\n  ${english}\n`);
  process.exit(1);
}

/** Runs `work` and reminds every ten seconds that it is still going on. */
export async function sayWhile(work, vietnamese, english) {
  const begun = performance.now();
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  const timer = setInterval(() => say(`… ${vietnamese}: ${seconds()} giây`, `${english}: ${seconds()} s`), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
