import type { AuditAction } from '#platform/audit/entry.ts';

/** Looking at one's own inbox is no event; opening a matter is recorded by its module. */
export const auditActions: readonly AuditAction[] = [];
