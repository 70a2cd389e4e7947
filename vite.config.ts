import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  // Old phones: no module preload polyfill, no inline assets that the strict policy would refuse.
  server: { hmr: false },
});
