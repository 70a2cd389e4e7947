import { z } from 'zod';

/** One piece of work of an officer, whichever module it comes from. */
export type WorkItem = {
  readonly kind: string;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly party: string;
  readonly stage: string;
  readonly mine: boolean;
  readonly dueAt: string | null;
  readonly since: string;
};

/** Drawers of the desk; each is a permission, so a drawer that is not shown cannot be counted either. */
export const drawers = [
  { key: 'all', permissions: ['cases.receive', 'cases.process', 'cases.sign', 'cases.deliver'] },
  { key: 'receive', permissions: ['cases.receive'] },
  { key: 'process', permissions: ['cases.process'] },
  { key: 'sign', permissions: ['cases.sign'] },
  { key: 'deliver', permissions: ['cases.deliver'] },
] as const;

export type DrawerKey = (typeof drawers)[number]['key'];

export const inboxQuery = z.object({
  drawer: z.enum(['all', 'receive', 'process', 'sign', 'deliver']).catch('all'),
  text: z.string().max(200).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const pageSize = 50;

/** Permissions a drawer opens. */
export function permissionsOf(drawer: DrawerKey): readonly string[] {
  return drawers.find((candidate) => candidate.key === drawer)?.permissions ?? [];
}
