import { defineStore } from 'pinia'
import { computed, onScopeDispose, readonly, ref, shallowRef, type Ref } from 'vue'

import { request, wordsOf } from '../api/request'
import type { Link, Profile } from '../api/types'
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
  const isAsking = ref(false)
  const codes = ref(0)
  let refused: string | null = null
  let timer: ReturnType<typeof setInterval> | undefined

  async function load(): Promise<void> {
    try {
      keep(await request<Link>('/link'))
      error.value = refused
    } catch (failure) {
      error.value = wordsOf(failure)
    }
  }

  function keep(link: Link): void {
    if (link.qr === null) codes.value = 0
    else if (link.qr !== current.value?.qr) codes.value += 1
    current.value = link
  }

  /** The moment, by this browser's clock, at which the code ends or is replaced. */
  const changesAt = computed(() => {
    const link = current.value
    if (link?.code_until != null) return Date.now() + Date.parse(link.code_until) - Date.parse(link.server_time)
    if (link?.qr == null) return null
    const age = Date.parse(link.server_time) - Date.parse(link.since)
    return Date.now() - age + (codes.value > 1 || age > FIRST_LIFE ? LIFE : FIRST_LIFE)
  })

  /** Asks the page for a fresh code. */
  const refresh = () => act('/link/refresh', isRefreshing)
  /** Has the page show a code to be typed on the phone of that number; false when it does not. */
  const askCode = (number: string) => act('/link/code', isAsking, { number })
  const showQr = () => act('/link/qr', isRefreshing)

  async function act(path: string, busy: Ref<boolean>, body?: unknown): Promise<boolean> {
    busy.value = true
    forgive()
    try {
      keep(await request<Link>(path, { method: 'POST', body, patience: 90_000 }))
      return true
    } catch (failure) {
      // Told until the next thing is tried; looking again must not wipe it away.
      refused = error.value = wordsOf(failure)
      return false
    } finally {
      busy.value = false
    }
  }

  const profile = shallowRef<Profile | null>(null)
  const busy = ref<'seal' | 'take' | 'unlink' | null>(null)

  async function loadProfile(): Promise<void> {
    profile.value = await request<Profile>('/profile').catch(() => profile.value)
  }

  const seal = () => tend('seal', async () => void (profile.value = await request<Profile>('/profile/seal', { method: 'POST', patience: 300_000 })))
  const take = (file: File) => tend('take', () => request('/profile/import', { method: 'POST', body: file, patience: 600_000 }))
  const unlink = (force: boolean) => tend('unlink', async () => keep(await request<Link>('/link/unlink', { method: 'POST', body: { force }, patience: 120_000 })))

  /** What admins do to the link itself; it may take a while, and what fails is told. */
  async function tend(what: 'seal' | 'take' | 'unlink', work: () => Promise<unknown>): Promise<void> {
    busy.value = what
    forgive()
    try {
      await work()
    } catch (failure) {
      refused = error.value = wordsOf(failure)
    } finally {
      busy.value = null
    }
  }

  function forgive(): void {
    refused = error.value = null
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

  return { current, changesAt, error: readonly(error), isRefreshing: readonly(isRefreshing), isAsking: readonly(isAsking), load, refresh, askCode, showQr, forgive, watch, profile, busy: readonly(busy), loadProfile, seal, take, unlink }
})
