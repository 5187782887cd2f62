import { ref, watch } from 'vue'

import { wordsOf } from './api/request'
import { useThread } from './stores/thread'

/** What is being written to the chat that is open, kept for each chat while the page lives. */
export function useComposing(chatId: () => number | null) {
  const thread = useThread()
  const text = ref('')
  const error = ref<string | null>(null)
  const isSending = ref(false)
  let key = ''

  watch(
    chatId,
    (id, old) => {
      if (old != null) thread.keepDraft(old, text.value)
      text.value = id === null ? '' : thread.draft(id)
      error.value = null
      key = ''
    },
    { immediate: true },
  )
  // A changed text is another message; the same text tried again is the same one.
  watch(text, () => (key = ''))

  async function send(): Promise<void> {
    const id = chatId()
    if (id === null || isSending.value) return
    isSending.value = true
    key ||= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`
    try {
      await thread.send(id, text.value, key)
      error.value = null
      if (chatId() === id) text.value = ''
      else thread.keepDraft(id, '')
    } catch (failure) {
      error.value = wordsOf(failure)
    } finally {
      isSending.value = false
    }
  }

  return { text, error, isSending, send }
}
