import { index, layout, route, type RouteConfig } from '@react-router/dev/routes';
import { calendarAdminPages } from './modules/calendar/pages/routes.ts';
import * as cases from './modules/cases/pages/routes.ts';
import { deskPages } from './modules/desk/pages/routes.ts';
import { hallCitizenPages, hallDevicePages, hallOfficerPages } from './modules/hall/pages/routes.ts';
import { feedbackCitizenPages, feedbackOfficerPages } from './modules/feedback/pages/routes.ts';
import { identityCitizenPages, identityEntrancePages, identityOfficerPages } from './modules/identity/pages/routes.ts';
import { notificationsCitizenPages, notificationsOfficerPages } from './modules/notifications/pages/routes.ts';
import { organizationAdminPages } from './modules/organization/pages/routes.ts';
import { paymentsCitizenPages, paymentsOfficerPages } from './modules/payments/pages/routes.ts';
import { proceduresAdminPages, proceduresCitizenPages } from './modules/procedures/pages/routes.ts';
import { signingCitizenPages, signingOfficerPages } from './modules/signing/pages/routes.ts';

const citizenPages = [...proceduresCitizenPages, ...cases.casesCitizenPages, ...hallCitizenPages, ...paymentsCitizenPages, ...feedbackCitizenPages, ...identityCitizenPages, ...signingCitizenPages, ...notificationsCitizenPages];
const officerPages = [
  ...deskPages(cases.casesOfficerMatters),
  ...cases.casesOfficerPages,
  ...hallOfficerPages,
  ...paymentsOfficerPages,
  ...feedbackOfficerPages,
  ...identityOfficerPages,
  ...calendarAdminPages,
  ...proceduresAdminPages,
  ...organizationAdminPages,
  ...signingOfficerPages,
  ...notificationsOfficerPages,
];

export default [
  layout('shell/citizen-layout.tsx', [index('shell/home.tsx'), ...citizenPages, route('*', 'shell/not-found.tsx')]),
  ...identityEntrancePages,
  ...cases.casesLeaderPages,
  ...hallDevicePages,
  ...cases.casesOfflinePages,
  layout('shell/officer-layout.tsx', [...officerPages, route('can-bo/quan-tri/cong-viec', 'shell/jobs/jobs.tsx'), route('can-bo/*', 'shell/not-found.tsx', { id: 'officer-not-found' })]),
] satisfies RouteConfig;
