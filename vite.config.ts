import { reactRouter } from '@react-router/dev/vite';
import { defineConfig, type Plugin } from 'vite';

/** The one script of citizen pages, under a name of its own: no page's bundle imports it. */
const enhancement: Plugin = {
  name: 'dinh-enhancement',
  apply: 'build',
  applyToEnvironment: (environment) => environment.name === 'client',
  buildStart() {
    this.emitFile({ type: 'chunk', id: 'src/ui/enhance.ts', fileName: 'enhance.js' });
  },
};

export default defineConfig({
  plugins: [reactRouter(), enhancement],
  // Nothing is inlined: the strict policy would refuse it.
  build: { target: 'es2022', assetsInlineLimit: 0 },
  server: { hmr: false },
});
