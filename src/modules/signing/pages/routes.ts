import { route, type RouteConfigEntry } from '@react-router/dev/routes';

const page = (path: string, file: string): RouteConfigEntry => route(path, `modules/signing/pages/${file}`);

export const signingCitizenPages: RouteConfigEntry[] = [page('kiem-tra-chu-ky', 'check-file.tsx')];

export const signingOfficerPages: RouteConfigEntry[] = [
  page('can-bo/chung-thu', 'certificates.tsx'),
  page('can-bo/chung-thu/cap', 'issue-certificate.tsx'),
  page('can-bo/chung-thu/:id', 'certificate.tsx'),
  page('can-bo/quan-tri/tin-cay', 'trust-store.tsx'),
];
