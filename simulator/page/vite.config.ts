// Two pages out of one build: the simulated WhatsApp Web and the phone beside it.
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  base: './',
  plugins: [react({ jsxImportSource: '#dress' })],
  css: {
    modules: {
      // The real page's classes are short tokens without meaning; ours look the same and collide with nothing.
      generateScopedName: (name, file) => `x${hash(`${file.split('/').pop()}:${name}`)}`,
    },
  },
  build: {
    target: 'es2024',
    modulePreload: { polyfill: false },
    rollupOptions: { input: { index: 'index.html', phone: 'phone.html' } },
  },
})

function hash(text: string): string {
  let value = 5381
  for (const letter of text) value = ((value * 33) ^ letter.charCodeAt(0)) >>> 0
  return value.toString(36).padStart(7, '0')
}
