export { auditActions } from './audit.ts';
export { terms } from './glossary.ts';
export { messages } from './messages.ts';
export { seriesYear, writeNumber, type IssuedNumber, type SeriesKey } from './model.ts';
export { permissions } from './policy.ts';
export { createNumberingRoutes } from './routes.ts';
export { createNumbering, type Allocation, type Numbering } from './service.ts';
export type { NumberingTables } from './tables.gen.ts';
