import { route, type RouteConfigEntry } from '@react-router/dev/routes';

export const proceduresCitizenPages: RouteConfigEntry[] = [
  route('thu-tuc', 'modules/procedures/pages/list.tsx'),
  route('thu-tuc/:code', 'modules/procedures/pages/detail.tsx'),
];
