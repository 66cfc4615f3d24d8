import react from '@vitejs/plugin-react'
import presetMantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'
import { precompress } from './build/precompress.ts'
import { preloadFonts } from './build/preload-fonts.ts'

// The host stays the page's own: the server refuses writes from another origin.
const server = { target: `http://127.0.0.1:${process.env.SLUICE_PORT ?? 4400}`, changeOrigin: false }

export default defineConfig({
  plugins: [react(), preloadFonts(), precompress()],
  css: { postcss: { plugins: [presetMantine()] } },
  build: {
    target: 'es2024',
    // The page's policy takes fonts from this origin only, and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What must be true before any other code runs: a piece of its own, so that it is loaded and run first.
        codeSplitting: { groups: [{ name: 'first', test: /app\/(trusted-types|no-generated-code)/, priority: 1 }] },
      },
    },
  },
  server: { proxy: { '/api': server, '/ingest': server } },
})
