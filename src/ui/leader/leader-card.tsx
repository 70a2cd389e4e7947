import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from '../field-id.ts';

/** Why it may be signed, or what to look at: `ok` checked, `look` worth a look, `stop` must not be signed. */
export type LeaderCheck = { readonly verdict: 'ok' | 'look' | 'stop'; readonly text: ReactNode };

const mark = { ok: undefined, look: 'w', stop: 'x' } as const;
const spoken = { ok: 'Đạt: ', look: 'Cần xem: ', stop: 'Không được ký: ' } as const;

export type LeaderStackProps = {
  /** "Trình ký". */
  readonly title: string;
  readonly homeHref?: string | undefined;
  /** "Phó Chủ tịch Hoàng Minh Châu". */
  readonly who: string;
  /** Which of how many, from 1. */
  readonly position: number;
  readonly total: number;
  readonly children: ReactNode;
};

/** The frame of a leader's stack: where in the stack, then one `LeaderCard`. Wraps a phone screen, 480 px at most. */
export function LeaderStack({ title, homeHref, who, position, total, children }: LeaderStackProps) {
  return (
    <div className="leader">
      <header className="leader-top">
        <b>{homeHref ? <Link to={homeHref}>‹ {title}</Link> : title}</b>
        <span>
          {position} trong {total} · {who}
        </span>
      </header>
      {total <= 24 && (
        <div className="steps" aria-hidden="true">
          {Array.from({ length: total }, (_, index) => (
            <i key={index} className={stepClass(index + 1, position)} />
          ))}
        </div>
      )}
      {children}
    </div>
  );
}

export type LeaderCardProps = {
  readonly title: string;
  /** Code, who submitted it, when. */
  readonly caption: ReactNode;
  readonly chips?: ReactNode;
  readonly facts: readonly { readonly label: string; readonly value: ReactNode }[];
  readonly checks?: readonly LeaderCheck[] | undefined;
  /** What will be signed; opens before signing. */
  readonly paper?:
    { readonly href: string; readonly label: string; readonly thumbnail?: string | undefined } | undefined;
  /** Buttons or dialogs; the first fills the width. */
  readonly actions: ReactNode;
  readonly children?: ReactNode;
};

/** One matter: what it is, why it may be signed, what to look at, and the acts under the thumb. */
export function LeaderCard({ title, caption, chips, facts, checks = [], paper, actions, children }: LeaderCardProps) {
  return (
    <>
      <main className="leader-matter" id="main">
        <span className="k">{caption}</span>
        <h1>{title}</h1>
        {chips}
        <dl className="leader-facts">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
        {checks.length > 0 && <Checks checks={checks} />}
        {children}
        {paper && (
          <a className="thumb" href={paper.href}>
            {paper.thumbnail && <img src={paper.thumbnail} alt="" width={72} height={102} loading="lazy" />}
            <span>{paper.label}</span>
          </a>
        )}
      </main>
      <section className="leader-acts" aria-label="Thao tác">
        {actions}
      </section>
    </>
  );
}

function Checks({ checks }: { checks: readonly LeaderCheck[] }) {
  return (
    <ul className="checks">
      {checks.map((check, index) => (
        <li key={index} className={mark[check.verdict]}>
          <span className="sr">{spoken[check.verdict]}</span>
          {check.text}
        </li>
      ))}
    </ul>
  );
}

function stepClass(step: number, position: number): string {
  return classes(step < position && 'd', step === position && 'c');
}
