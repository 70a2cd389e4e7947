import { inflateSync } from 'node:zlib';
import { pdfLimits, type Budget } from './limits.ts';
import { dictOf, is, malformed, nameOf, PdfError, type PdfDict, type PdfStream, type PdfValue } from './model.ts';

/** Decodes a cross-reference or object stream. Only what such streams may use: no filter, or Flate with PNG predictors. */
export function decodeStructure(stream: PdfStream, budget: Budget): Buffer {
  const filter = single(stream.dict.entries.get('Filter'));
  if (filter === undefined) return stream.data;
  if (nameOf(filter) !== 'FlateDecode') throw new PdfError('unsupported', 'filter of a structure stream');
  const inflated = inflate(stream.data);
  budget.spend('inflatedBytes', inflated.length);
  const parameters = dictOf(single(stream.dict.entries.get('DecodeParms')));
  return parameters ? undoPredictor(inflated, parameters) : inflated;
}

function single(value: PdfValue | undefined): PdfValue | undefined {
  if (!is(value, 'array')) return value ?? undefined;
  if (value.items.length > 1) throw new PdfError('unsupported', 'chained filters on a structure stream');
  return value.items[0] ?? undefined;
}

function inflate(data: Buffer): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: pdfLimits.inflatedBytes / 4 });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw tooLarge ? new PdfError('too_complex', 'stream inflates beyond the limit') : malformed('bad Flate data');
  }
}

const numberOf = (dict: PdfDict, key: string, otherwise: number): number => {
  const value = dict.entries.get(key);
  return typeof value === 'number' ? value : otherwise;
};

function undoPredictor(data: Buffer, parameters: PdfDict): Buffer {
  const predictor = numberOf(parameters, 'Predictor', 1);
  if (predictor === 1) return data;
  const columns = numberOf(parameters, 'Columns', 1);
  const colors = numberOf(parameters, 'Colors', 1);
  const bits = numberOf(parameters, 'BitsPerComponent', 8);
  const plausible = predictor >= 10 && predictor <= 15 && colors === 1 && bits === 8 && columns >= 1 && columns <= 64;
  if (!plausible) throw new PdfError('unsupported', 'predictor of a structure stream');
  return undoPng(data, columns);
}

/** PNG filters (ISO/IEC 15948 §9) over rows of `width` one-byte samples. */
function undoPng(data: Buffer, width: number): Buffer {
  const rows = Math.floor(data.length / (width + 1));
  const out = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (width + 1)] ?? 0;
    if (kind > 4) throw malformed('unknown row filter');
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const left = column > 0 ? (out[at - 1] ?? 0) : 0;
      const up = row > 0 ? (out[at - width] ?? 0) : 0;
      const corner = row > 0 && column > 0 ? (out[at - width - 1] ?? 0) : 0;
      out[at] = (data[at + row + 1] ?? 0) + prediction(kind, { left, up, corner });
    }
  }
  return out;
}

type Neighbours = { left: number; up: number; corner: number };

function prediction(kind: number, { left, up, corner }: Neighbours): number {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind === 0) return 0;
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
