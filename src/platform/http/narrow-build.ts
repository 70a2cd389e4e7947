import type { ServerBuild } from 'react-router';

/**
 * The build without the routes of one part of the site (`prefix`, the first segment of their paths): React Router tries
 * every route that it knows for each page, and nearly all pages asked for are not in that part.
 */
export function withoutPart<B extends ServerBuild>(build: B, prefix: string): B {
  const all = Object.values(build.routes).filter((route) => route !== undefined);
  const outside = all.filter((route) => !chainOf(route, build).some(({ path }) => path === prefix || path?.startsWith(`${prefix}/`) === true));
  const parents = new Set(outside.map((route) => route.parentId));
  // A frame of nothing but that part would match nothing.
  const ids = outside.filter((route) => route.path !== undefined || route.index === true || parents.has(route.id)).map((route) => route.id);
  const only = <T>(all: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(ids.flatMap((id) => (id in all ? [[id, all[id] as T]] : [])));
  return { ...build, routes: only(build.routes), assets: { ...build.assets, routes: only(build.assets.routes) } };
}

type Route = NonNullable<ServerBuild['routes'][string]>;

/** A route and those around it. */
function chainOf(route: Route, build: ServerBuild): Route[] {
  const parent = route.parentId === undefined ? undefined : build.routes[route.parentId];
  return parent === undefined ? [route] : [route, ...chainOf(parent, build)];
}

/** Whether an address certainly lies outside the part. Anything written in an unusual way may lie in it. */
export function isOutsidePart(address: string, prefix: string): boolean {
  const first = /^\/(?:([a-z0-9-]+)(?:[/?]|$)|\?|$)/u.exec(address);
  return first !== null && first[1] !== prefix;
}
