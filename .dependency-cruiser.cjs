/** The borders of the house (docs/architecture.md, "Borders"). Each is shown to fire in scripts/borders.test.ts. */
const rooms = [
  'organization', 'identity', 'calendar', 'numbering', 'signing', 'notifications', 'procedures', 'payments', 'population', 'cases', 'hall', 'documents', 'tasks', 'meetings',
  'conferences', 'mail', 'feedback', 'portal', 'reporting', 'scoring', 'exchange', 'registers', 'opendata', 'cameras', 'security', 'training', 'assets',
  'operations', 'desk',
];

/** A module may use only modules that stand before it in the plan. */
const order = rooms.slice(0, -1).map((room, index) => ({
  name: `order-of-rooms-${room}`,
  severity: 'error',
  from: { path: `^src/modules/${room}/` },
  to: { path: `^src/modules/(${rooms.slice(index + 1).join('|')})/` },
}));

const tests = '(\\.test\\.tsx?$|/test/|/testing(\\.ts|/)|^src/platform/testing/|^e2e/|^bench/)';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'platform-knows-no-module', severity: 'error', from: { path: '^src/platform/' }, to: { path: '^src/(modules|server|demo|ui|shell)/' } },
    { name: 'ui-knows-no-data', severity: 'error', from: { path: '^src/ui/', pathNot: tests }, to: { path: '^src/(modules|server|demo|platform/(db|http|jobs|files|audit))/' } },
    {
      name: 'modules-meet-at-the-front-door',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/(index|testing)\\.ts$'] },
    },
    {
      name: 'only-the-front-door-from-outside',
      severity: 'error',
      from: { path: '^src/(server|demo|shell)/', pathNot: tests },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'pages-ship-no-server-code',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/pages/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^src/(modules|platform|server|demo)/',
        // The module's own pure files may travel to the browser; `model-is-pure` keeps them so.
        pathNot: ['^src/modules/[^/]+/pages/', '^src/platform/(web|text|forms|errors)/', '^src/modules/$1/(model|states|policy)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'model-is-pure', severity: 'error', from: { path: '^src/modules/[^/]+/(model|policy|states|life)\\.ts$' }, to: { path: '(kysely|/store/|/store\\.ts$|/service\\.ts$|src/platform/(db|http|jobs|files|render))' } },
    // Core modules lose their "node:" when they are resolved, so no path can name them.
    { name: 'model-needs-no-machine', severity: 'error', from: { path: '^src/modules/[^/]+/(model|policy|states|life)\\.ts$' }, to: { dependencyTypes: ['core'] } },
    { name: 'store-only-by-its-service', severity: 'error', from: { path: '^src/modules/[^/]+/(pages|routes\\.ts|model\\.ts|policy\\.ts)', pathNot: tests }, to: { path: '/store(\\.ts$|/)', dependencyTypesNot: ['type-only'] } },
    { name: 'only-compose-creates-modules', severity: 'error', from: { path: '^src/', pathNot: ['^src/server/', '^src/modules/', '^src/demo/', tests] }, to: { path: '^src/modules/[^/]+/(index|service)\\.ts$', dependencyTypesNot: ['type-only'] } },
    {
      name: 'react-router-stays-in-pages',
      severity: 'error',
      from: { path: '^src/', pathNot: ['/pages/', '^src/ui/', '^src/shell/', '^src/(root|routes|entry\\.\\w+)\\.tsx?$', '^src/platform/web/', '^src/platform/http/(page-adapter|narrow-build)\\.ts$', tests] },
      to: { path: 'node_modules/(react-router|@react-router)/' },
    },
    { name: 'kysely-stays-in-stores', severity: 'error', from: { path: '^src/', pathNot: ['/store(\\.ts$|/)', '^src/platform/(db|jobs|audit|files)/', '/tables\\.gen\\.ts$', tests] }, to: { path: 'node_modules/kysely/', dependencyTypesNot: ['type-only'] } },
    { name: 'test-code-stays-in-tests', severity: 'error', from: { path: '^src/', pathNot: tests }, to: { path: '(\\.test\\.tsx?$|^src/platform/testing/|node_modules/(vitest|fast-check|@playwright)/)' } },
    ...order,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.react-router|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types'] },
  },
};
