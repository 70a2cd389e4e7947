import type { ReactNode } from 'react';
import { Chip } from '../citizen/feedback.tsx';
import type { Tone } from '../citizen/feedback.tsx';
import { describeDue, describeMoment } from './describe-due.ts';

/** How each state of a kind of matter looks; modules keep such a table beside their states. */
export type StateLooks<State extends string> = Readonly<Record<State, { readonly tone: Tone; readonly label: string }>>;

/** A state by shape, colour and word. An unknown state shows its own name rather than nothing. */
export function StateChip<State extends string>({ state, looks }: { state: State; looks: StateLooks<State> }) {
  const look = (looks as Readonly<Partial<Record<string, { tone: Tone; label: string }>>>)[state];
  return <Chip tone={look?.tone ?? 'plain'}>{look?.label ?? state}</Chip>;
}

export type DueChipProps = {
  /** ISO instant; null means no promise was made. */
  readonly dueAt: string | null;
  /** The moment the page was made (from the loader), so that server and browser say the same. */
  readonly now: string;
  /** Replaces the time: "tạm dừng, chờ bổ sung". */
  readonly paused?: string | undefined;
  /** Replaces the time: "đã xong". */
  readonly done?: string | undefined;
};

/** When it is due; the full moment on hover. */
export function DueChip({ dueAt, now, paused, done }: DueChipProps) {
  if (done) return <Chip tone="done">{done}</Chip>;
  if (paused) return <Chip tone="wait">{paused}</Chip>;
  if (dueAt === null) return null;
  const due = Date.parse(dueAt);
  const { tone, text } = describeDue(due, Date.parse(now));
  return (
    <Chip tone={tone}>
      <time dateTime={dueAt} title={describeMoment(due)}>
        {text}
      </time>
    </Chip>
  );
}

export type KeyValueRow = {
  readonly label: string;
  readonly value: ReactNode;
  /** Where it comes from, when verified: "CSDL dân cư". */
  readonly source?: string | undefined;
  /** What differs from the source, in words. */
  readonly difference?: ReactNode;
};

/** Facts in two columns, with their sources and differences marked. */
export function KeyValue({ rows, empty = '—' }: { rows: readonly KeyValueRow[]; empty?: string }) {
  return (
    <dl className="kv">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>
            {row.value === null || row.value === undefined || row.value === '' ? empty : row.value}
            {row.source && <span className="src">✓ {row.source}</span>}
            {row.difference && <span className="diff">{row.difference}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
