import { onUnmounted, readonly, ref } from 'vue'

const EVERY = 5_000
const SECOND = 1_000

const moment = ref(Date.now())
setInterval(() => (moment.value = Date.now()), EVERY)

/** The time, moving on every few seconds, so that "2 min ago" stays true. */
export const now = readonly(moment)

/** The time, moving on every second while the component lives. */
export function useSeconds() {
  const time = ref(Date.now())
  const timer = setInterval(() => (time.value = Date.now()), SECOND)
  onUnmounted(() => clearInterval(timer))
  return readonly(time)
}
