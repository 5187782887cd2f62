import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { useTokens } from '../api/request'
import { live } from '../live'
import { bubble, event, FakeSocket, serve } from '../testing'
import { useThread } from './thread'

const PATH = '/chats/1/messages'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  useTokens({ current: () => 'token', renew: () => Promise.resolve('token') })
  setActivePinia(createPinia())
})
afterEach(() => {
  live.stop()
  disposePinia(getActivePinia()!)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const keys = (thread: ReturnType<typeof useThread>) => thread.bubbles.map((each) => each.key)

test('a sent message is there at once and follows its states', async () => {
  let state = 'queued'
  const own = () => bubble(0, { key: 'o5', message_id: null, outbox_id: 5, direction: 'out', author: 'operator', state: state as 'queued' })
  let items = [bubble(1)]
  const asked = serve({ [`GET ${PATH}`]: () => ({ body: { items, before: null } }), [`POST ${PATH}`]: () => ({ status: 202, body: own() }) })
  const thread = useThread()
  await thread.open(1)
  await thread.send(1, 'hello', 'key-1')
  expect(keys(thread)).toEqual(['m1', 'o5'])
  expect(asked[1]?.headers['Idempotency-Key']).toBe('key-1')

  state = 'sent'
  items = [bubble(1), own()]
  live.start()
  await vi.advanceTimersByTimeAsync(0)
  FakeSocket.last.says({ type: 'ready', newest: 1 })
  FakeSocket.last.says(event(2, { kind: 'outbox_changed', chat_id: 1, outbox_id: 5 }))
  await vi.advanceTimersByTimeAsync(100)
  expect(thread.bubbles.map((each) => each.state)).toEqual([null, 'sent'])
})

test('older pages stay when the newest is read again', async () => {
  let newest = [bubble(3), bubble(4)]
  serve({
    [`GET ${PATH}`]: () => ({ body: { items: newest, before: 3 } }),
    [`GET ${PATH}?before=3`]: { body: { items: [bubble(1), bubble(2)], before: null } },
  })
  const thread = useThread()
  await thread.open(1)
  expect(thread.hasEarlier).toBe(true)
  await thread.earlier()
  newest = [bubble(4), bubble(5)]
  await thread.refresh()
  expect(keys(thread)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])
  expect(thread.hasEarlier).toBe(false)
})

test('the answer for a chat that was left is dropped', async () => {
  let answer: (value: Response) => void = () => undefined
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (answer = resolve)))
  const thread = useThread()
  const opening = thread.open(1)
  await vi.advanceTimersByTimeAsync(0)
  thread.close()
  answer(new Response(JSON.stringify({ items: [bubble(1)], before: null })))
  await opening
  expect(thread.bubbles).toEqual([])
})

test('events of other chats are none of its business', async () => {
  const asked = serve({ [`GET ${PATH}`]: { body: { items: [], before: null } } })
  const thread = useThread()
  await thread.open(1)
  live.start()
  await vi.advanceTimersByTimeAsync(0)
  FakeSocket.last.says({ type: 'ready', newest: 1 })
  FakeSocket.last.says(event(2, { chat_id: 2 }))
  FakeSocket.last.says(event(3))
  await vi.advanceTimersByTimeAsync(100)
  expect(asked).toHaveLength(1)
})

test('a draft is kept for each chat', () => {
  const thread = useThread()
  thread.keepDraft(1, 'half a sent')
  expect(thread.draft(1)).toBe('half a sent')
  expect(thread.draft(2)).toBe('')
})
