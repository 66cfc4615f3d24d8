import react from '@vitejs/plugin-react'
import presetMantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'
import { precompress } from './build/precompress.ts'
import { preloadFonts } from './build/preload-fonts.ts'

const server = `http://127.0.0.1:${process.env.SLUICE_PORT ?? 4400}`

export default defineConfig({
  plugins: [react(), preloadFonts(), precompress()],
  css: { postcss: { plugins: [presetMantine()] } },
  build: {
    target: 'es2024',
    // The page's policy takes fonts from this origin only, and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server, '/ingest': server } },
})
