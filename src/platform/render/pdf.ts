import { toPrintJson } from './print-data.ts';
import type { PrintValue } from './print-data.ts';
import { drawQrSvg } from './qr-code.ts';
import { exportPdf, layOut, readMetadata, settle } from './typst-compiler.ts';
import type { PdfConformance } from './typst-compiler.ts';

export type PaperInput = {
  /** `new URL('./templates/form-01.typ', import.meta.url)`; the template imports `/src/platform/render/templates/official.typ`. */
  readonly template: URL;
  /** Read in the template as `data`. Printed literally: values never become markup. */
  readonly data: PrintValue;
  /** Texts to draw as QR codes, by name; placed in the template with `qr("name")`. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Creation date of the document. Equal inputs give equal bytes. */
  readonly at: Date;
  /** PDF/A-2a (archiving, tagged) unless PDF/UA-1 is asked for; both carry the same structure tree. */
  readonly conformance?: PdfConformance;
};

/** A free rectangle that the template keeps for a signature; millimetres from the top left corner of its page. */
export type Spot = {
  readonly name: string;
  /** 1 is the first page. */
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type Paper = { readonly pdf: Uint8Array; readonly pages: number; readonly spots: readonly Spot[] };

/**
 * Renders a Typst template to PDF/A-2a with its page count and signature spots. About 5 ms a page, synchronous on the
 * calling thread: give papers of more than some twenty pages to a job. Throws on template errors and
 * `render.data_too_large`.
 */
export async function renderPaper(input: PaperInput): Promise<Paper> {
  const codes = Object.entries(input.codes ?? {}).map(([name, text]) => [name, drawQrSvg(text)] as const);
  const inputs = { data: toPrintJson(input.data), codes: JSON.stringify(Object.fromEntries(codes)) };
  try {
    const document = layOut(input.template, inputs);
    const pdf = exportPdf(document, input.conformance ?? 'a-2a', input.at);
    return { pdf, pages: document.numOfPages, spots: readMetadata(document, 'spot') as readonly Spot[] };
  } finally {
    await settle();
  }
}

/** Renders a Typst template to the bytes of a PDF/A-2a; see `renderPaper`. */
export async function renderPdf(input: PaperInput): Promise<Uint8Array> {
  const { pdf } = await renderPaper(input);
  return pdf;
}
