import { defineStore } from 'pinia'
import { onScopeDispose, readonly, ref, shallowRef } from 'vue'

import { request, wordsOf } from '../api/request'
import type { Outgoing, OutgoingList, Overview } from '../api/types'
import { live } from '../live'
import { soon } from '../soon'

const EVERY = 15_000

/** How things stand; asked again when something happens and every few seconds while it is looked at. */
export const useOverview = defineStore('overview', () => {
  const current = shallowRef<Overview | null>(null)
  /** Messages that were not sent, or perhaps not. */
  const stuck = shallowRef<Outgoing[]>([])
  const error = ref<string | null>(null)
  let watchers = 0
  let timer: ReturnType<typeof setInterval> | undefined

  async function load(): Promise<void> {
    try {
      const found = await request<Overview>('/overview')
      stuck.value = found.today.failed > 0 ? (await request<OutgoingList>('/outbox?state=failed&state=unknown&limit=5')).items : []
      current.value = found
      error.value = null
    } catch (failure) {
      error.value = wordsOf(failure)
    }
  }

  /** Keeps it fresh until the returned function is called. */
  function watch(): () => void {
    watchers += 1
    void load()
    timer ??= setInterval(() => void load(), EVERY)
    return () => {
      watchers -= 1
      if (watchers > 0) return
      clearInterval(timer)
      timer = undefined
    }
  }

  const loadSoon = soon(load, 500)
  onScopeDispose(
    live.on((event) => {
      if (watchers > 0 || event.kind === 'link_changed') loadSoon()
    }),
  )
  onScopeDispose(
    live.onResync(() => {
      if (watchers > 0) loadSoon()
    }),
  )

  return { current, stuck, error: readonly(error), load, watch }
})
