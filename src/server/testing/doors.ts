import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** One way in: an address pattern with a method. `page` is the id of the page route that answers. */
export type Door = { readonly method: string; readonly path: string; readonly page?: string };

const ignored = new Set(['HEAD', 'OPTIONS']);

/** Every address that Fastify itself answers, but for files of the build. */
export function listApiDoors(app: FastifyInstance): Door[] {
  const doors: Door[] = [];
  const parents: string[] = [];
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^(?<indent>[│ ]*)[├└]── (?<path>\S+) \((?<methods>[A-Z, ]+)\)/u.exec(line)?.groups;
    if (match === undefined) continue;
    const { indent = '', path = '', methods = '' } = match;
    const depth = indent.length / 4;
    const whole = `${depth === 0 ? '' : (parents[depth - 1] ?? '')}${path}`;
    parents[depth] = whole;
    for (const method of methods.split(', ')) if (!ignored.has(method)) doors.push({ method, path: whole });
  }
  return doors.filter(({ path }) => path.startsWith('/') && path !== '/*' && !/^\/assets\/|\.(svg|js|txt)$/u.test(path));
}

type PageRoute = { readonly id: string; readonly path?: string; readonly parentId?: string; readonly index?: boolean; readonly module: Readonly<Record<string, unknown>> };

/** Every page, and every form that it takes. */
export async function listPageDoors(): Promise<Door[]> {
  const build = (await import(pathToFileURL(resolve('build/server/index.js')).href)) as { routes: Readonly<Record<string, PageRoute>> };
  const pathOf = (route: PageRoute): string => {
    const parent = route.parentId === undefined ? undefined : build.routes[route.parentId];
    return [parent === undefined ? '' : pathOf(parent), route.path ?? ''].filter((part) => part !== '' && part !== '/').join('/');
  };
  return Object.values(build.routes).flatMap((route): Door[] => {
    if (route.path === undefined && route.index !== true) return [];
    const door = { path: `/${pathOf(route)}`, page: route.id };
    return [{ ...door, method: 'GET' }, ...('action' in route.module ? [{ ...door, method: 'POST' }] : [])];
  });
}
