import type { ReactNode } from 'react';
import { useWords } from '../words-context.tsx';

export type TimelineStep = {
  readonly title: ReactNode;
  /** Who and when, in one line. */
  readonly note?: ReactNode;
  readonly state: 'done' | 'current' | 'todo' | 'stopped';
};

const look = { done: undefined, current: 'cur', todo: 'todo', stopped: 'stop' } as const;

/** The way of a case: done, where it is, what comes. The state is also said in words for those who cannot see it. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  const words = useWords();
  return (
    <ol className="line">
      {steps.map((step, index) => (
        <li key={index} className={look[step.state]} aria-current={step.state === 'current' ? 'step' : undefined}>
          <b>
            {step.title}
            <i className="sr"> ({words[step.state]})</i>
          </b>
          {step.note && <span>{step.note}</span>}
        </li>
      ))}
    </ol>
  );
}
