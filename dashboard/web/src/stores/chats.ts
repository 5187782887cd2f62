import { defineStore } from 'pinia'
import { computed, onScopeDispose, readonly, ref, shallowRef } from 'vue'

import { request, wordsOf } from '../api/request'
import type { Access, Chat, Chats, Mode } from '../api/types'
import { live } from '../live'
import { soon } from '../soon'

const PAGE = 100

/** The chats of the inbox, newest activity first. */
export const useChats = defineStore('chats', () => {
  const byId = shallowRef(new Map<number, Chat>())
  const isLoaded = ref(false)
  const isLoading = ref(false)
  const error = ref<string | null>(null)
  const next = ref<string | null>(null)
  const changed = new Set<number>()

  const list = computed(() =>
    [...byId.value.values()].sort((a, b) => moved(b) - moved(a) || b.id - a.id),
  )
  const pending = computed(() => list.value.filter((chat) => chat.access === 'pending').length)
  const unread = computed(() => list.value.filter((chat) => chat.unread > 0).length)

  async function load(): Promise<void> {
    isLoading.value = true
    try {
      const page = await request<Chats>(`/chats?limit=${PAGE}`)
      put(page.items)
      if (!isLoaded.value) next.value = page.next
      isLoaded.value = true
      error.value = null
    } catch (failure) {
      error.value = wordsOf(failure)
    } finally {
      isLoading.value = false
    }
  }

  async function more(): Promise<void> {
    if (next.value === null || isLoading.value) return
    isLoading.value = true
    try {
      const page = await request<Chats>(`/chats?limit=${PAGE}&cursor=${encodeURIComponent(next.value)}`)
      put(page.items)
      next.value = page.next
    } catch (failure) {
      error.value = wordsOf(failure)
    } finally {
      isLoading.value = false
    }
  }

  async function fetch(id: number): Promise<void> {
    put([await request<Chat>(`/chats/${id}`)])
  }

  async function change(id: number, to: { access?: Access; mode?: Mode }): Promise<void> {
    put([await request<Chat>(`/chats/${id}`, { method: 'PATCH', body: to })])
  }

  function put(chats: Chat[]): void {
    const copy = new Map(byId.value)
    for (const chat of chats) copy.set(chat.id, chat)
    byId.value = copy
  }

  const fetchChanged = soon(async () => {
    const ids = [...changed]
    changed.clear()
    // A burst about many chats is one question for the list instead of many for its rows.
    if (ids.length > 8) await load()
    else await Promise.allSettled(ids.map(fetch))
  })

  onScopeDispose(
    live.on((event) => {
      if (event.chat_id === null || !isLoaded.value) return
      changed.add(event.chat_id)
      fetchChanged()
    }),
  )
  onScopeDispose(
    live.onResync(() => {
      if (isLoaded.value) void load()
    }),
  )

  return {
    list,
    pending,
    unread,
    isLoaded: readonly(isLoaded),
    isLoading: readonly(isLoading),
    error: readonly(error),
    hasMore: computed(() => next.value !== null),
    find: (id: number) => byId.value.get(id),
    load,
    more,
    fetch,
    change,
  }
})

function moved(chat: Chat): number {
  return Date.parse(chat.last_at ?? chat.created_at)
}
