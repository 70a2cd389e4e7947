import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { fileURLToPath } from 'node:url';
import { relative, resolve, sep } from 'node:path';
import { loadPaperFonts } from './fonts.ts';

/** The root that templates see as `/`: `#import "/src/platform/render/templates/official.typ"`. */
const workspace = fileURLToPath(new URL('../../../', import.meta.url));

// The engine remembers layouts of texts that will never be printed again, half a megabyte a paper. Measured over 600
// mixed papers: this rhythm costs no time and keeps 25 MB; none at all keeps 500 MB.
const rendersBetweenEvictions = 2;
const evictionsSurvived = 1;

let compiler: NodeCompiler | null = null;
let renders = 0;

function warmCompiler(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: loadPaperFonts() }] });
  return compiler;
}

function templatePath(template: URL): string {
  const path = resolve(fileURLToPath(template));
  const inside = relative(workspace, path);
  if (inside.startsWith('..') || !inside.startsWith(`src${sep}`) || !inside.endsWith('.typ')) {
    throw new Error('a template is a .typ file under src');
  }
  return path;
}

type Diagnostic = { readonly message?: string; readonly path?: string; readonly range?: { start?: { line?: number } } };

function describe(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ message, path, range }) => {
      const file = path ? relative(workspace, path) : '';
      return `${file}:${String((range?.start?.line ?? -1) + 1)} ${message ?? ''}`;
    })
    .join('; ');
}

/** Lays a template out with its inputs (readable in Typst as `sys.inputs`). Throws with file and line on a template error. */
export function layOut(template: URL, inputs: Record<string, string>): NodeTypstDocument {
  const engine = warmCompiler();
  const result = engine.compile({ mainFilePath: templatePath(template), inputs });
  const error = result.takeError();
  if (error) throw new Error(`template failed: ${describe(engine.fetchDiagnostics(error) as Diagnostic[])}`);
  if (!result.result) throw new Error('template gave no document');
  return result.result;
}

export type PdfConformance = 'a-2a' | 'ua-1';

/** Exports a laid-out document; `at` becomes the creation date, so that equal inputs give equal bytes. */
export function exportPdf(document: NodeTypstDocument, conformance: PdfConformance, at: Date): Uint8Array {
  const creationTimestamp = Math.floor(at.getTime() / 1000);
  return warmCompiler().pdf(document, { pdfStandard: conformance, pdfTags: true, creationTimestamp });
}

/** Values of the `metadata` elements that a document carries under a label. */
export function readMetadata(document: NodeTypstDocument, label: string): readonly unknown[] {
  return warmCompiler().query(document, { selector: `<${label}>`, field: 'value' }) as readonly unknown[];
}

/** Forgets old layouts now and then, and lets the runtime free native documents; call once after each render. */
export async function settle(): Promise<void> {
  renders += 1;
  if (renders % rendersBetweenEvictions === 0) warmCompiler().evictCache(evictionsSurvived);
  // Native documents are freed only between turns of the event loop: without this a batch keeps them all.
  await new Promise((resolve) => setImmediate(resolve));
}
