export * from './eform.tsx';
export * from './eform-summary.tsx';
