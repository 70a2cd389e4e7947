import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { invalid, unavailable } from '#platform/errors/app-error.ts';

export type PageImageOptions = {
  /** Resolution of an A4 page; a larger page is drawn to the same longest side, so that its size cannot fill the memory. */
  readonly dpi?: number;
  /** Draws pages 1 to this one. */
  readonly max?: number;
};

const run = promisify(execFile);
const a4Inches = 297 / 25.4;
const timeoutMs = 30_000;
// Kilobytes and seconds: a page may hold a picture that unpacks to gigabytes.
const limits = 'ulimit -v 2000000 2>/dev/null; ulimit -t 30 2>/dev/null; exec "$@"';

// Poppler runs as a separate limited process on files from strangers. Drawing inside our own process was tried with the
// Typst engine: it leaves out annotations, so a signed paper would show no stamp and a filled form no answers.
async function runPoppler(tool: 'pdftoppm' | 'pdfinfo', args: readonly string[]): Promise<string> {
  const options = {
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: 1_000_000,
    env: { PATH: process.env['PATH'] ?? '' },
  } as const;
  try {
    const { stdout } = await run('sh', ['-c', limits, 'sh', tool, ...args], options);
    return stdout;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 127 || code === 'ENOENT') throw unavailable('render.pages_unavailable');
    throw invalid('render.pdf_unreadable');
  }
}

async function withPdfFile<T>(pdf: Uint8Array, work: (file: string, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'dinh-pages-'));
  try {
    const file = join(folder, 'in.pdf');
    await writeFile(file, pdf, { mode: 0o600 });
    return await work(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Pages of a PDF as PNG, in order, annotations and signature stamps included. Needs Poppler (`poppler-utils`) on the
 * machine. Throws `render.pages_unavailable` without it, `render.pdf_unreadable` for a broken or locked file.
 */
export async function pageImages(
  pdf: Uint8Array,
  { dpi = 110, max = 20 }: PageImageOptions = {},
): Promise<Uint8Array[]> {
  const longestSide = Math.round(a4Inches * Math.min(Math.max(dpi, 10), 300));
  return withPdfFile(pdf, async (file, folder) => {
    await runPoppler('pdftoppm', [
      '-png',
      '-scale-to',
      String(longestSide),
      '-f',
      '1',
      '-l',
      String(max),
      file,
      join(folder, 'page'),
    ]);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png'));
    if (names.length === 0) throw invalid('render.pdf_unreadable');
    const byPage = names.sort((left, right) => pageOf(left) - pageOf(right));
    return Promise.all(byPage.map((name) => readFile(join(folder, name))));
  });
}

function pageOf(name: string): number {
  return Number(/(\d+)\.png$/.exec(name)?.[1] ?? 0);
}

/** How many pages a PDF has; errors as `pageImages`. */
export async function countPages(pdf: Uint8Array): Promise<number> {
  const info = await withPdfFile(pdf, (file) => runPoppler('pdfinfo', [file]));
  const pages = Number(/^Pages:\s+(\d+)$/m.exec(info)?.[1]);
  if (!Number.isInteger(pages)) throw invalid('render.pdf_unreadable');
  return pages;
}
