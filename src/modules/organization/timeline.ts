import { holdsOn, overlaps, type LocalDate, type Validity } from './validity.ts';

/** One stretch of time during which nothing about a subject changed. Facts are flat: text, number, boolean or null. */
export type Segment<F> = Validity & { readonly facts: F };

/** A segment as stored; rows are never edited, only superseded. */
export type Recorded<F> = Segment<F> & { readonly rowId: number };

/** What to write so that the stored timeline becomes the wanted one. */
export type TimelineEdit<F> = { readonly supersede: readonly number[]; readonly insert: readonly Segment<F>[] };

/**
 * Facts change from a day on. A later change of the same fact that is already recorded stays: the new value ends where it begins.
 * Returns null when the subject does not exist on that day.
 */
export function changeFrom<F extends object>(
  segments: readonly Segment<F>[],
  on: LocalDate,
  patch: Partial<F>,
): Segment<F>[] | null {
  if (!segments.some((segment) => holdsOn(segment, on))) return null;
  let result = inOrder(segments);
  for (const key of Object.keys(patch) as (keyof F)[]) {
    result = setFact(result, { validFrom: on, validTo: endOfValue(result, on, key) }, {
      [key]: patch[key],
    } as unknown as Partial<F>);
  }
  return coalesce(result);
}

/** Facts were recorded wrongly: they are replaced throughout the segment that holds on that day. */
export function correctAt<F extends object>(
  segments: readonly Segment<F>[],
  on: LocalDate,
  patch: Partial<F>,
): Segment<F>[] | null {
  const wrong = segments.find((segment) => holdsOn(segment, on));
  return wrong === undefined ? null : coalesce(setFact(inOrder(segments), wrong, patch));
}

/** From a day on, one value of a fact gives way to another wherever it stands, also in changes recorded for later. */
export function redirectFrom<F extends object, K extends keyof F>(
  segments: readonly Segment<F>[],
  on: LocalDate,
  { key, from, to }: { key: K; from: readonly F[K][]; to: F[K] },
): Segment<F>[] {
  const affected = inOrder(segments).filter(
    (segment) => from.includes(segment.facts[key]) && (segment.validTo === null || segment.validTo > on),
  );
  let result = inOrder(segments);
  for (const { validFrom, validTo } of affected) {
    const within = { validFrom: validFrom > on ? validFrom : on, validTo };
    result = setFact(result, within, { [key]: to } as unknown as Partial<F>);
  }
  return coalesce(result);
}

/** The subject ends: nothing is left from that day on. Returns null when it does not exist on the day before. */
export function endOn<F>(segments: readonly Segment<F>[], on: LocalDate): Segment<F>[] | null {
  const kept = inOrder(segments)
    .filter((segment) => segment.validFrom < on)
    .map((segment) => (segment.validTo === null || segment.validTo > on ? { ...segment, validTo: on } : segment));
  return kept.at(-1)?.validTo === on ? kept : null;
}

/** The rows to supersede and to insert; rows that already say the same are left alone. */
export function editFor<F extends object>(
  stored: readonly Recorded<F>[],
  wanted: readonly Segment<F>[],
): TimelineEdit<F> {
  const same = (a: Segment<F>, b: Segment<F>): boolean =>
    a.validFrom === b.validFrom && a.validTo === b.validTo && sameFacts(a.facts, b.facts);
  return {
    supersede: stored.filter((row) => !wanted.some((segment) => same(row, segment))).map((row) => row.rowId),
    insert: wanted
      .filter((segment) => !stored.some((row) => same(row, segment)))
      .map(({ validFrom, validTo, facts }) => ({ validFrom, validTo, facts })),
  };
}

function inOrder<F>(segments: readonly Segment<F>[]): Segment<F>[] {
  return [...segments].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

/** Where the value that holds on a day gives way to another one, or the subject ends. */
function endOfValue<F extends object>(segments: readonly Segment<F>[], on: LocalDate, key: keyof F): LocalDate | null {
  const value = segments.find((segment) => holdsOn(segment, on))?.facts[key];
  const next = segments.find((segment) => segment.validFrom > on && segment.facts[key] !== value);
  return next?.validFrom ?? segments.at(-1)?.validTo ?? null;
}

function setFact<F extends object>(segments: readonly Segment<F>[], within: Validity, patch: Partial<F>): Segment<F>[] {
  return segments.flatMap((segment) => (overlaps(segment, within) ? cut(segment, within, patch) : [segment]));
}

function cut<F extends object>(segment: Segment<F>, within: Validity, patch: Partial<F>): Segment<F>[] {
  const parts: Segment<F>[] = [];
  const from = segment.validFrom > within.validFrom ? segment.validFrom : within.validFrom;
  if (segment.validFrom < from) parts.push({ ...segment, validTo: from });
  const endsInside = within.validTo !== null && (segment.validTo === null || within.validTo < segment.validTo);
  const to = endsInside ? within.validTo : segment.validTo;
  parts.push({ validFrom: from, validTo: to, facts: { ...segment.facts, ...patch } });
  if (endsInside && to !== null) parts.push({ ...segment, validFrom: to });
  return parts;
}

function coalesce<F extends object>(segments: readonly Segment<F>[]): Segment<F>[] {
  const result: Segment<F>[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last !== undefined && last.validTo === segment.validFrom && sameFacts(last.facts, segment.facts)) {
      result[result.length - 1] = { ...last, validTo: segment.validTo };
    } else result.push(segment);
  }
  return result;
}

function sameFacts<F extends object>(a: F, b: F): boolean {
  return (Object.keys(a) as (keyof F)[]).every((key) => a[key] === b[key]);
}
