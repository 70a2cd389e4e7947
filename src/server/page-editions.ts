import type { Cases } from '#modules/cases/index.ts';
import { together } from '#platform/http/together.ts';
import type { Locality } from '#platform/web/page-context.ts';

const tracking = /^\/tra-cuu\/([A-Za-z0-9.-]{1,100})$/u;

/** Editions of the pages that are checked before each use: those that follow one case by its code. */
export function editionOf(cases: Pick<Cases, 'trackingEditions'>, locality: () => Locality): (address: string) => Promise<string | undefined> | undefined {
  const read = together((codes) => cases.trackingEditions(codes));
  return (address) => {
    const code = tracking.exec(address)?.[1];
    if (code === undefined) return undefined;
    const { name, portalName, contact } = locality();
    // Whatever goes wrong is told by the page itself.
    return read(code).then((edition) => (edition === undefined ? undefined : `${edition} ${name} ${portalName} ${contact}`), () => undefined);
  };
}
