import { casesCitizenPages } from './modules/cases/pages/routes.ts';
import { deskPages } from './modules/desk/pages/routes.ts';
import { proceduresCitizenPages } from './modules/procedures/pages/routes.ts';
import { index, layout, type RouteConfig } from '@react-router/dev/routes';

export default [
  layout('shell/citizen-layout.tsx', [index('shell/home.tsx'), ...proceduresCitizenPages, ...casesCitizenPages]),
  layout('shell/officer-layout.tsx', [...deskPages([])]),
] satisfies RouteConfig;
