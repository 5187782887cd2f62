import { ref, watch } from 'vue'

import { wordsOf } from './api/request'
import { useThread } from './stores/thread'

/** What is being written to the chat that is open, kept for each chat while the page lives. */
export function useComposing(chatId: () => number | null) {
  const thread = useThread()
  const text = ref('')
  const error = ref<string | null>(null)
  let last: Promise<void> = Promise.resolve()
  // A text that failed and is sent again unchanged is the same message.
  let failed: { words: string; key: string } | null = null

  watch(
    chatId,
    (id, old) => {
      if (old != null) thread.keepDraft(old, text.value)
      text.value = id === null ? '' : thread.draft(id)
      error.value = null
      failed = null
    },
    { immediate: true },
  )

  /** Takes the text out at once, so that the next can be written; texts leave in the order of writing. */
  function send(): Promise<void> {
    const id = chatId()
    const words = text.value
    if (id === null || !words.trim()) return Promise.resolve()
    const key = failed?.words === words ? failed.key : newKey()
    failed = null
    text.value = ''
    thread.keepDraft(id, '')
    last = last.then(() => deliver(id, words, key))
    return last
  }

  async function deliver(id: number, words: string, key: string): Promise<void> {
    try {
      await thread.send(id, words, key)
      error.value = null
    } catch (failure) {
      giveBack(id, words, key)
      error.value = wordsOf(failure)
    }
  }

  /** What could not be sent stands in the box again, in front of what was written since. */
  function giveBack(id: number, words: string, key: string): void {
    if (chatId() !== id) return thread.keepDraft(id, words)
    failed = text.value ? null : { words, key }
    text.value = text.value ? `${words}\n${text.value}` : words
  }

  return { text, error, send }
}

function newKey(): string {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`
}
