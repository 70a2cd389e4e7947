import type { Actor } from '#platform/access/actor.ts';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { AnyTx, Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { FeedbackTables } from './tables.gen.ts';

/** What feedback needs to know of a case. */
export type JudgedCase = {
  readonly id: string;
  readonly code: string;
  readonly unitUid: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly delivered: boolean;
  readonly ended: boolean;
  /** Persons (uid) who acted on it so far. */
  readonly handlers: readonly string[];
};

export type JudgedCases = {
  /** The applicant's own case. @throws AppError not_found */
  own(actor: Actor, caseId: string): Promise<JudgedCase>;
};

export type Supervisors = {
  /** The unit above, whose supervisors may see complaints about this one; null at the top. */
  above(unitUid: string, at: Date): Promise<string | null>;
};

export type AnswerDeadline = { readonly dueAt: Date; readonly derivation: readonly string[] };

export type FeedbackDeps = {
  readonly db: Database<FeedbackTables>;
  readonly audit: AuditRecorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly cases: JudgedCases;
  readonly supervisors: Supervisors;
  readonly deadlines: { after(unitUid: string, from: Date, limit: { readonly workingDays: number; readonly legalBase: string }): Promise<AnswerDeadline> };
  readonly notices: {
    send(
      tx: AnyTx,
      notice: {
        readonly key: string;
        readonly to: { readonly accountId: string | null; readonly email: string | null; readonly locale: 'vi' | 'en' };
        readonly template: string;
        readonly data: Readonly<Record<string, string>>;
        readonly link: string;
        readonly unitUid: string;
      },
    ): Promise<boolean>;
  };
};
