import { route, type RouteConfigEntry } from '@react-router/dev/routes';

const page = (path: string, file: string): RouteConfigEntry => route(path, `modules/hall/pages/${file}`);

/** Inside the citizen layout. */
export const hallCitizenPages: RouteConfigEntry[] = [
  page('xep-hang', 'citizen/halls.tsx'),
  page('xep-hang/dat-lich/:groupId', 'citizen/book.tsx'),
  page('xep-hang/lich-hen/:code', 'citizen/booking.tsx'),
  page('xep-hang/phieu/:token', 'citizen/ticket.tsx'),
];

/** Inside the officer layout. */
export const hallOfficerPages: RouteConfigEntry[] = [
  page('can-bo/quay', 'officer/counter.tsx'),
  page('can-bo/sanh', 'officer/figures.tsx'),
  page('can-bo/quan-tri/sanh', 'admin/rules.tsx'),
  page('can-bo/quan-tri/sanh/nhom', 'admin/groups.tsx'),
  page('can-bo/quan-tri/sanh/quay', 'admin/counters.tsx'),
  page('can-bo/quan-tri/sanh/uu-tien', 'admin/priorities.tsx'),
  page('can-bo/quan-tri/sanh/thiet-bi', 'admin/devices.tsx'),
];

/** Frames of their own: machines in the hall, known by their token. */
export const hallDevicePages: RouteConfigEntry[] = [
  page('sanh/ghep', 'device/pair.tsx'),
  page('sanh/ki-ot', 'device/kiosk.tsx'),
  page('sanh/man-hinh', 'device/screen.tsx'),
];
