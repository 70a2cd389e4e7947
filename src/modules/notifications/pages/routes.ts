import { route, type RouteConfigEntry } from '@react-router/dev/routes';

const page = (path: string, file: string): RouteConfigEntry => route(path, `modules/notifications/pages/${file}`);

/** Inside the citizen layout. */
export const notificationsCitizenPages: RouteConfigEntry[] = [
  page('thong-bao', 'citizen-inbox.tsx'),
  page('thong-bao/cach-nhan', 'preferences.tsx'),
  page('hop-thu-thu-nghiem', 'test-mailbox.tsx'),
  page('hop-thu-thu-nghiem/:id', 'test-mail.tsx'),
  page('tin-nhan-thu-nghiem', 'test-messages.tsx'),
];

/** Inside the officer layout. */
export const notificationsOfficerPages: RouteConfigEntry[] = [
  page('can-bo/thong-bao', 'officer-inbox.tsx'),
  page('can-bo/quan-tri/thu-gui', 'deliveries.tsx'),
  page('can-bo/quan-tri/mau-thong-bao', 'templates.tsx'),
  page('can-bo/quan-tri/mau-thong-bao/:key', 'template.tsx'),
  page('can-bo/quan-tri/kenh-gui', 'channels.tsx'),
  page('can-bo/quan-tri/kenh-gui/cai-dat/:channel', 'channel-setting.tsx'),
  page('can-bo/quan-tri/kenh-gui/:channel/:key', 'channel-template.tsx'),
];
