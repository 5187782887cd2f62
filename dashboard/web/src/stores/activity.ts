import { defineStore } from 'pinia'
import { onScopeDispose, readonly, ref, shallowRef } from 'vue'

import { request, wordsOf } from '../api/request'
import type { Event, Events } from '../api/types'
import { live } from '../live'

const MOST = 60

/** The last events, newest first. */
export const useActivity = defineStore('activity', () => {
  const events = shallowRef<Event[]>([])
  const isLoaded = ref(false)
  const error = ref<string | null>(null)

  async function load(): Promise<void> {
    try {
      const page = await request<Events>(`/activity?limit=${MOST}`)
      events.value = [...page.items].reverse()
      isLoaded.value = true
      error.value = null
    } catch (failure) {
      error.value = wordsOf(failure)
    }
  }

  onScopeDispose(
    live.on((event) => {
      if (!isLoaded.value || events.value.some((known) => known.id === event.id)) return
      events.value = [event, ...events.value].sort((a, b) => b.id - a.id).slice(0, MOST)
    }),
  )
  onScopeDispose(
    live.onResync(() => {
      if (isLoaded.value) void load()
    }),
  )

  return { events, isLoaded: readonly(isLoaded), error: readonly(error), load }
})
