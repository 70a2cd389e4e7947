import type { Actor } from '#platform/access/actor.ts';

/** One line for inspectors: who did, tried or read what. Holds ids, never personal data. */
export type AuditEntry = {
  readonly actor: Actor;
  /** `<module>.<past tense>`, listed in the module's `audit.ts`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly unitUid?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Why personal data was read (Law 91/2025). */
  readonly purpose?: string;
};

/** Records an entry outside any use case: denials, and reads of personal data. */
export type AuditRecorder = { record(entry: AuditEntry): Promise<void> };

/** One line of a module's catalogue of audit actions. */
export type AuditAction = { readonly action: string; readonly vi: string; readonly detailFields: readonly string[] };

/** Columns of `audit.entry` that describe the actor. */
export function actorColumns(actor: Actor): {
  kind: string;
  id: string | null;
  holding: string | null;
  session: string | null;
} {
  switch (actor.kind) {
    case 'anonymous':
      return { kind: 'anonymous', id: null, holding: null, session: null };
    case 'system':
      return { kind: 'system', id: actor.name, holding: null, session: null };
    case 'citizen':
      return { kind: 'citizen', id: actor.accountId, holding: null, session: actor.sessionId };
    case 'officer':
      return { kind: 'officer', id: actor.accountId, holding: actor.holdingId, session: actor.sessionId };
  }
}
