import { computed, readonly, ref } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const KEY = 'switchboard-theme'
const system = matchMedia('(prefers-color-scheme: dark)')

const chosen = ref<Theme>(remembered())
const systemIsDark = ref(system.matches)

export const theme = readonly(chosen)
export const isDark = computed(() => (chosen.value === 'system' ? systemIsDark.value : chosen.value === 'dark'))

export function setTheme(next: Theme): void {
  chosen.value = next
  try {
    if (next === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
  } catch {
    // Without storage the choice lasts until the page is left.
  }
  show()
}

function remembered(): Theme {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

function show(): void {
  document.documentElement.classList.toggle('dark', isDark.value)
}

system.addEventListener('change', (event) => {
  systemIsDark.value = event.matches
  show()
})
