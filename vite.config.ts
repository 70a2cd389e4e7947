import { reactRouter } from '@react-router/dev/vite';
import { defineConfig, type Plugin } from 'vite';

/** Scripts under names of their own, which no page's bundle imports: comfort for citizen pages, and the service worker. */
const ownScripts: Plugin = {
  name: 'dinh-own-scripts',
  apply: 'build',
  applyToEnvironment: (environment) => environment.name === 'client',
  buildStart() {
    this.emitFile({ type: 'chunk', id: 'src/ui/enhance.ts', fileName: 'enhance.js' });
    for (const name of ['kiosk', 'screen', 'offline']) this.emitFile({ type: 'chunk', id: `src/modules/hall/pages/device/${name}-script.ts`, fileName: `sanh/${name}.js` });
    this.emitFile({ type: 'chunk', id: 'src/modules/cases/pages/offline/worker.ts', fileName: 'offline-worker.js' });
  },
};

export default defineConfig({
  plugins: [reactRouter(), ownScripts],
  // Nothing is inlined: the strict policy would refuse it.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  server: { hmr: false },
});
