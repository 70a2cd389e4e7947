import type { AuditAction } from '#platform/audit/entry.ts';

/** None of its own: a question is recorded by the module that asks it, with its purpose. */
export const auditActions: readonly AuditAction[] = [];
