import { defineStore } from 'pinia'
import { computed, onScopeDispose, readonly, ref, shallowRef } from 'vue'

import { request, wordsOf } from '../api/request'
import type { Link } from '../api/types'
import { live } from '../live'
import { soon } from '../soon'

const EVERY = 2_000
/** WhatsApp shows its first code for a minute and every later one for twenty seconds. */
const FIRST_LIFE = 60_000
const LIFE = 20_000

/** The link to the phone. The QR code changes without an event, so it is asked for while it is looked at. */
export const useLink = defineStore('link', () => {
  const current = shallowRef<Link | null>(null)
  const error = ref<string | null>(null)
  const isRefreshing = ref(false)
  const codes = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  async function load(): Promise<void> {
    try {
      keep(await request<Link>('/link'))
      error.value = null
    } catch (failure) {
      error.value = wordsOf(failure)
    }
  }

  function keep(link: Link): void {
    if (link.qr === null) codes.value = 0
    else if (link.qr !== current.value?.qr) codes.value += 1
    current.value = link
  }

  /** The moment, by this browser's clock, at which the code will be replaced. */
  const changesAt = computed(() => {
    const link = current.value
    if (link?.qr == null) return null
    const age = Date.parse(link.server_time) - Date.parse(link.since)
    return Date.now() - age + (codes.value > 1 || age > FIRST_LIFE ? LIFE : FIRST_LIFE)
  })

  /** Asks the page for a fresh code. */
  async function refresh(): Promise<void> {
    isRefreshing.value = true
    try {
      keep(await request<Link>('/link/refresh', { method: 'POST' }))
    } catch (failure) {
      error.value = wordsOf(failure)
    } finally {
      isRefreshing.value = false
    }
  }

  function watch(): () => void {
    void load()
    timer ??= setInterval(() => void load(), EVERY)
    return () => {
      clearInterval(timer)
      timer = undefined
    }
  }

  const loadSoon = soon(load)
  onScopeDispose(
    live.on((event) => {
      if (event.kind === 'link_changed' && timer !== undefined) loadSoon()
    }),
  )

  return { current, changesAt, error: readonly(error), isRefreshing: readonly(isRefreshing), load, refresh, watch }
})
