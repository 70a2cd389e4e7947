import { route, type RouteConfigEntry } from '@react-router/dev/routes';

const page = (path: string, file: string): RouteConfigEntry => route(path, `modules/payments/pages/${file}`);

/** Inside the citizen layout. */
export const paymentsCitizenPages: RouteConfigEntry[] = [page('nop-phi/:id', 'pay.tsx')];

/** Inside the officer layout. */
export const paymentsOfficerPages: RouteConfigEntry[] = [
  page('can-bo/thu-phi', 'officer/open.tsx'),
  page('can-bo/thu-phi/so-ngay', 'officer/day.tsx'),
  page('can-bo/thu-phi/chua-khop', 'officer/unmatched.tsx'),
  page('can-bo/thu-phi/hoan', 'officer/refunds.tsx'),
  page('can-bo/thu-phi/doi-soat', 'officer/reconciliations.tsx'),
  page('can-bo/thu-phi/khoan/:id', 'officer/notice.tsx'),
  page('can-bo/quan-tri/tai-khoan-thu', 'officer/accounts.tsx'),
];
