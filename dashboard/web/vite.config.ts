import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// Nuxt UI writes its colours into a <style> element while running, which our Content-Security-Policy
// forbids. src/colors.css holds them instead, so that plugin is left out.
function coloursFromCss(): Plugin {
  return {
    name: 'switchboard:colours-from-css',
    enforce: 'pre',
    load(id) {
      if (/@nuxt\/ui\/dist\/runtime\/plugins\/colors\.js$/.test(id)) return 'export default { install() {} }'
    },
  }
}

const server = process.env.SWITCHBOARD_DEV_SERVER ?? 'http://127.0.0.1:8014'

export default defineConfig({
  plugins: [
    coloursFromCss(),
    vue(),
    ui({
      // Their helpers write <style> elements too; src/theme.ts does the same with a class.
      colorMode: false,
      autoImport: false,
      components: false,
      dts: false,
      // Every icon is found at build time and bundled; a missing one stops the build.
      icon: { clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'] } } },
      theme: { colors: ['primary', 'success', 'info', 'warning', 'error'] },
      experimental: { componentDetection: false },
      ui: {
        colors: { primary: 'teal', neutral: 'zinc' },
        button: { slots: { base: 'cursor-pointer' } },
      },
    }),
  ],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { proxy: { '/api': { target: server, ws: true }, '/healthz': server } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], setupFiles: ['src/testing.setup.ts'], restoreMocks: true },
})
