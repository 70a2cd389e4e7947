import { index, layout, type RouteConfig } from '@react-router/dev/routes';

export default [layout('shell/citizen-layout.tsx', [index('shell/home.tsx')]), layout('shell/officer-layout.tsx', [])] satisfies RouteConfig;
