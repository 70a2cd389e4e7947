import { route, type RouteConfigEntry } from '@react-router/dev/routes';

/** The desk holds the matters of the other modules: they open beside the list. */
export function deskPages(matters: RouteConfigEntry[]): RouteConfigEntry[] {
  return [route('can-bo', 'modules/desk/pages/desk.tsx', matters)];
}
