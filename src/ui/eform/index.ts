export type { CodeOption } from './eform-context.ts';
export * from './eform.tsx';
export * from './eform-summary.tsx';
