import type { ReactNode } from 'react';
import { useWords } from '../words-context.tsx';

export type SummaryRow = {
  readonly label: ReactNode;
  /** Empty, null or undefined shows "Chưa trả lời". */
  readonly value?: ReactNode;
  /** Where this answer is changed. */
  readonly changeHref?: string | undefined;
};

/** Questions and answers to check before submitting, or the facts of a case. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  const words = useWords();
  return (
    <dl className="sum">
      {rows.map((row, index) => (
        <div key={index}>
          <dt>{row.label}</dt>
          <dd>
            {row.value === '' || row.value === null || row.value === undefined ? (
              <span className="none">{words.notAnswered}</span>
            ) : (
              row.value
            )}
          </dd>
          {row.changeHref && (
            <dd className="act">
              <a href={row.changeHref}>
                {words.change}
                <span className="sr"> {row.label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
