import { defineStore } from 'pinia'
import { computed, onScopeDispose, readonly, ref, shallowRef } from 'vue'

import { request, wordsOf } from '../api/request'
import type { Bubble, Bubbles } from '../api/types'
import { live } from '../live'
import { soon } from '../soon'

/** The messages of the chat that is open. */
export const useThread = defineStore('thread', () => {
  const chatId = ref<number | null>(null)
  const bubbles = shallowRef<Bubble[]>([])
  const isLoaded = ref(false)
  const isLoadingEarlier = ref(false)
  const error = ref<string | null>(null)
  const before = ref<number | null>(null)
  const drafts = new Map<number, string>()

  async function open(id: number): Promise<void> {
    if (chatId.value !== id) {
      chatId.value = id
      bubbles.value = []
      before.value = null
      isLoaded.value = false
      error.value = null
    }
    await refresh()
  }

  function close(): void {
    chatId.value = null
    bubbles.value = []
  }

  async function refresh(): Promise<void> {
    const id = chatId.value
    if (id === null) return
    try {
      const page = await request<Bubbles>(`/chats/${id}/messages`)
      if (chatId.value !== id) return
      const isFirst = !isLoaded.value
      bubbles.value = [...olderThan(page.items), ...page.items]
      if (isFirst) before.value = page.before
      isLoaded.value = true
      error.value = null
    } catch (failure) {
      if (chatId.value === id) error.value = wordsOf(failure)
    }
  }

  /** The page before the oldest message that is shown. */
  async function earlier(): Promise<void> {
    const id = chatId.value
    if (id === null || before.value === null || isLoadingEarlier.value) return
    isLoadingEarlier.value = true
    try {
      const page = await request<Bubbles>(`/chats/${id}/messages?before=${before.value}`)
      if (chatId.value !== id) return
      bubbles.value = [...page.items, ...bubbles.value]
      before.value = page.before
    } catch (failure) {
      if (chatId.value === id) error.value = wordsOf(failure)
    } finally {
      isLoadingEarlier.value = false
    }
  }

  /** `key` makes a second try of the same message the same message. */
  async function send(id: number, text: string, key: string): Promise<void> {
    const bubble = await request<Bubble>(`/chats/${id}/messages`, {
      method: 'POST',
      body: { text },
      headers: { 'Idempotency-Key': key },
    })
    if (chatId.value === id && !bubbles.value.some((each) => each.key === bubble.key)) {
      bubbles.value = [...bubbles.value, bubble]
    }
  }

  function olderThan(page: Bubble[]): Bubble[] {
    const first = page.find((bubble) => bubble.message_id !== null)?.message_id
    if (first == null) return []
    return bubbles.value.filter((bubble) => bubble.message_id !== null && bubble.message_id < first)
  }

  const refreshSoon = soon(refresh)
  onScopeDispose(
    live.on((event) => {
      if (event.chat_id === chatId.value && event.chat_id !== null) refreshSoon()
    }),
  )
  onScopeDispose(live.onResync(refreshSoon))

  return {
    chatId: readonly(chatId),
    bubbles: computed(() => bubbles.value),
    isLoaded: readonly(isLoaded),
    isLoadingEarlier: readonly(isLoadingEarlier),
    error: readonly(error),
    hasEarlier: computed(() => before.value !== null),
    draft: (id: number) => drafts.get(id) ?? '',
    keepDraft: (id: number, text: string) => void drafts.set(id, text),
    open,
    close,
    refresh,
    earlier,
    send,
  }
})
