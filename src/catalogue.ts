import { registerCatalogue, type Catalogue } from '#platform/web/text.tsx';

type Module = { default: object };

// The browser only needs Vietnamese: pages with other languages are rendered on the server alone.
const files: Record<string, Module> = import.meta.env.SSR
  ? import.meta.glob<Module>(['./modules/*/pages/text.*.json', './shell/text.*.json'], { eager: true })
  : import.meta.glob<Module>(['./modules/*/pages/text.vi.json', './shell/text.vi.json'], { eager: true });

const catalogue: Record<string, Record<string, object>> = {};
for (const [path, texts] of Object.entries(files)) {
  const match = /(?:modules\/([a-z-]+)\/pages|(shell))\/text\.([a-z]{2,3})\.json$/u.exec(path);
  const namespace = match?.[1] ?? match?.[2];
  const locale = match?.[3];
  if (namespace !== undefined && locale !== undefined) catalogue[locale] = { ...catalogue[locale], [namespace]: texts.default };
}

registerCatalogue(catalogue satisfies Catalogue);
