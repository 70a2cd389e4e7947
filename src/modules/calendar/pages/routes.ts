import { route, type RouteConfigEntry } from '@react-router/dev/routes';

export const calendarAdminPages: RouteConfigEntry[] = [
  route('can-bo/quan-tri/lich', 'modules/calendar/pages/year.tsx'),
  route('can-bo/quan-tri/lich/gio', 'modules/calendar/pages/hours.tsx'),
  route('can-bo/quan-tri/lich/thu', 'modules/calendar/pages/trial.tsx'),
  route('can-bo/quan-tri/lich/lich-su', 'modules/calendar/pages/history.tsx'),
];
