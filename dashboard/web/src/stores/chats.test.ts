import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { useTokens } from '../api/request'
import { live } from '../live'
import { chat, event, FakeSocket, serve } from '../testing'
import { useChats } from './chats'

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

async function connected(): Promise<FakeSocket> {
  live.start()
  await vi.advanceTimersByTimeAsync(0)
  FakeSocket.last.says({ type: 'ready', newest: 1 })
  return FakeSocket.last
}

test('chats are listed newest first, whatever order they come in', async () => {
  serve({ 'GET /chats': { body: { items: [chat(1), chat(3), chat(2)], next: null } } })
  const chats = useChats()
  await chats.load()
  expect(chats.list.map((each) => each.id)).toEqual([3, 2, 1])
})

test('an event makes it look at that chat again', async () => {
  const asked = serve({
    'GET /chats': { body: { items: [chat(1), chat(2)], next: null } },
    'GET /chats/1': { body: chat(1, { last_text: 'new', last_at: '2027-01-01T00:00:00Z' }) },
  })
  const chats = useChats()
  await chats.load()
  const socket = await connected()
  for (let id = 2; id < 6; id += 1) socket.says(event(id, { chat_id: 1 }))
  await vi.advanceTimersByTimeAsync(100)
  expect(chats.list[0]?.last_text).toBe('new')
  expect(asked.filter((one) => one.path === '/chats/1')).toHaveLength(1)
})

test('a burst over many chats asks once for the list', async () => {
  const asked = serve({ 'GET /chats': { body: { items: [chat(1)], next: null } } })
  const chats = useChats()
  await chats.load()
  const socket = await connected()
  for (let id = 2; id < 32; id += 1) socket.says(event(id, { chat_id: id }))
  await vi.advanceTimersByTimeAsync(100)
  expect(asked.map((one) => one.path)).toEqual(['/chats?limit=100', '/chats?limit=100'])
})

test('the next page is added to the first', async () => {
  serve({
    'GET /chats?limit=100': { body: { items: [chat(2)], next: 'a~2' } },
    'GET /chats?limit=100&cursor=a~2': { body: { items: [chat(1)], next: null } },
  })
  const chats = useChats()
  await chats.load()
  expect(chats.hasMore).toBe(true)
  await chats.more()
  expect(chats.list.map((each) => each.id)).toEqual([2, 1])
  expect(chats.hasMore).toBe(false)
})

test('a change shows what the server made of it', async () => {
  const asked = serve({
    'GET /chats': { body: { items: [chat(1, { access: 'pending' })], next: null } },
    'PATCH /chats/1': { body: chat(1, { access: 'allowed' }) },
  })
  const chats = useChats()
  await chats.load()
  expect(chats.pending).toBe(1)
  await chats.change(1, { access: 'allowed' })
  expect(asked[1]?.body).toEqual({ access: 'allowed' })
  expect(chats.pending).toBe(0)
})

test('a failure is kept in words and what was known stays', async () => {
  serve({ 'GET /chats': { body: { items: [chat(1)], next: null } } })
  const chats = useChats()
  await chats.load()
  serve({ 'GET /chats': new TypeError('network') })
  await chats.load()
  expect(chats.error).toMatch(/cannot be reached/)
  expect(chats.list).toHaveLength(1)
})
