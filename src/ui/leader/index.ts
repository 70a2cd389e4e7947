export * from './leader-card.tsx';
