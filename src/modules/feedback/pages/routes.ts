import { route, type RouteConfigEntry } from '@react-router/dev/routes';

const page = (path: string, file: string): RouteConfigEntry => route(path, `modules/feedback/pages/${file}`);

/** Inside the citizen layout. */
export const feedbackCitizenPages: RouteConfigEntry[] = [page('ho-so/:id/danh-gia', 'survey.tsx'), page('ho-so/:id/phan-anh', 'complain.tsx')];

/** Inside the officer layout. */
export const feedbackOfficerPages: RouteConfigEntry[] = [
  page('can-bo/phan-anh', 'complaints.tsx'),
  page('can-bo/phan-anh/:id', 'complaint.tsx'),
  page('can-bo/hai-long', 'satisfaction.tsx'),
];
