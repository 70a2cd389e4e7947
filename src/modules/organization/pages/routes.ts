import { index, route, type RouteConfigEntry } from '@react-router/dev/routes';

const folder = 'modules/organization/pages';

export const organizationAdminPages: RouteConfigEntry[] = [
  route('can-bo/quan-tri/to-chuc', `${folder}/tree.tsx`, [
    index(`${folder}/nothing-chosen.tsx`),
    route(':unitUid', `${folder}/unit.tsx`),
    route(':unitUid/:task', `${folder}/change.tsx`),
  ]),
  route('can-bo/quan-tri/to-chuc/in', `${folder}/chart.tsx`),
  route('can-bo/quan-tri/can-bo/:personUid', `${folder}/person.tsx`),
  route('can-bo/don-vi-hanh-chinh', `${folder}/admin-units.tsx`),
];
