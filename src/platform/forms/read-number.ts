import { layoutOf } from './definition.ts';
import type { NumberField } from './definition.ts';
import { blank, fault } from './problem.ts';
import type { Fault, Reading } from './problem.ts';

/**
 * Reads a number as people in Viet Nam write it: `1.500.000`, `1 500 000`, `2,5`. A single dot that cannot be a
 * thousands mark is a decimal point (`2.5`). Numbers of JSON pass unchanged.
 */
export function readNumber(field: NumberField, input: unknown): Reading<number> {
  if (typeof input === 'number') return judge(field, input);
  if (typeof input !== 'string') return { faults: [fault('not_a_number')] };
  const text = input.replace(/[\s\u00a0\u202f]/g, '').slice(0, 40);
  if (text === '') return blank;
  const plain = plainNumber(layoutOf(field).widget === 'money' ? text.replace(/(đồng|đ|vnđ)$/i, '') : text);
  return plain === null ? { faults: [fault('not_a_number')] } : judge(field, Number(plain));
}

function plainNumber(text: string): string | null {
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (/^-?\d+([.,]\d+)?$/.test(text)) return text.replace(',', '.');
  return null;
}

function judge(field: NumberField, value: number): Reading<number> {
  // Written with an exponent it could not be shown and typed again as it is.
  const tooFine = String(value).includes('e');
  if (!Number.isFinite(value) || tooFine || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return { faults: [fault('not_a_number')] };
  if (field.type === 'integer' && !Number.isInteger(value)) return { faults: [fault('not_an_integer')] };
  const faults = limitFaults(field, value);
  // -0 and 0 are one answer, but JSON and Object.is tell them apart.
  return faults.length > 0 ? { faults } : { value: value === 0 ? 0 : value };
}

function limitFaults({ minimum, maximum, multipleOf }: NumberField, value: number): readonly Fault[] {
  if (minimum !== undefined && value < minimum) return [fault('minimum', { limit: show(minimum) })];
  if (maximum !== undefined && value > maximum) return [fault('maximum', { limit: show(maximum) })];
  if (multipleOf !== undefined && !isMultiple(value, multipleOf))
    return [fault('multiple_of', { limit: show(multipleOf) })];
  return [];
}

// As Ajv judges it, so that both give one verdict.
function isMultiple(value: number, step: number): boolean {
  return Number.isInteger(value / step);
}

function show(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, '.') + (fraction ? `,${fraction}` : '');
}
