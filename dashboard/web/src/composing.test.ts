import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'

import { useTokens } from './api/request'
import { useComposing } from './composing'
import { bubble, serve } from './testing'

const PATH = 'POST /chats/1/messages'

beforeEach(() => {
  useTokens({ current: () => 'token', renew: () => Promise.resolve('token') })
  setActivePinia(createPinia())
})
afterEach(() => {
  disposePinia(getActivePinia()!)
  vi.unstubAllGlobals()
})

const compose = () => effectScope().run(() => useComposing(() => ref(1).value))!

test('texts written while another is on its way are all sent, in order and whole', async () => {
  const asked = serve({ [PATH]: { status: 202, body: bubble(1) } })
  const composing = compose()
  for (const words of ['one', 'two', 'three']) {
    composing.text.value = words
    void composing.send()
    expect(composing.text.value).toBe('')
  }
  composing.text.value = 'not yet sent'
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  expect(asked.map((request) => (request.body as { text: string }).text)).toEqual(['one', 'two', 'three'])
  expect(new Set(asked.map((request) => request.headers['Idempotency-Key'])).size).toBe(3)
  expect(composing.text.value).toBe('not yet sent')
})

test('a text that could not be sent comes back, and sent again it is the same message', async () => {
  const asked = serve({ [PATH]: { status: 503, body: { title: 'Not now', status: 503 } } })
  const composing = compose()
  composing.text.value = 'hello'
  await composing.send()
  expect(composing.text.value).toBe('hello')
  expect(composing.error.value).not.toBeNull()
  await composing.send()
  expect(asked[0]?.headers['Idempotency-Key']).toBe(asked[1]?.headers['Idempotency-Key'])
})

test('what failed stands in front of what was written since', async () => {
  serve({ [PATH]: { status: 503, body: { title: 'Not now', status: 503 } } })
  const composing = compose()
  composing.text.value = 'first'
  const sending = composing.send()
  composing.text.value = 'second'
  await sending
  expect(composing.text.value).toBe('first\nsecond')
})
