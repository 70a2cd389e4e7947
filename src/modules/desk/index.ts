export { auditActions } from './audit.ts';
export { terms } from './glossary.ts';
export { messages } from './messages.ts';
export type { DrawerKey, WorkItem } from './model.ts';
export { permissions } from './policy.ts';
export { createDeskRoutes } from './routes.ts';
export { createDesk, type Desk, type DrawerCount } from './service.ts';
export type { DeskTables } from './tables.gen.ts';
