import { createPinia, disposePinia, getActivePinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { request } from '../api/request'
import { live } from '../live'
import { FakeSocket, serve, session } from '../testing'
import { useSession } from './session'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.all = []
  setActivePinia(createPinia())
})
afterEach(() => {
  live.stop()
  disposePinia(getActivePinia()!)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('whoever signs in is known, and the token is nowhere but in memory', async () => {
  serve({ 'POST /auth/sign-in': { body: session() } })
  const store = useSession()
  await store.signIn('Ana', 'secret')
  expect(store.operator?.name).toBe('Ana')
  expect(store.mayWrite).toBe(true)
  expect(JSON.stringify(store.$state)).not.toContain('token-1')
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('token-1')
})

test('after a reload the cookie tells who it was', async () => {
  const asked = serve({ 'POST /auth/refresh': { body: session() } })
  const store = useSession()
  await store.recall()
  await store.recall()
  expect(store.isSignedIn).toBe(true)
  expect(asked).toHaveLength(1)
})

test('without a cookie nobody is signed in', async () => {
  serve({ 'POST /auth/refresh': { status: 204 } })
  const store = useSession()
  await store.recall()
  expect(store.isSignedIn).toBe(false)
  expect(live.state.value).toBe('off')
})

test('the token is renewed before it ends', async () => {
  const asked = serve({ 'POST /auth/sign-in': { body: session() }, 'POST /auth/refresh': { body: session({ access_token: 'token-2' }) }, 'GET /chats': { body: [] } })
  await useSession().signIn('Ana', 'secret')
  await vi.advanceTimersByTimeAsync(540_000)
  await request('/chats')
  expect(asked.map((one) => one.headers.Authorization)).toEqual([undefined, undefined, 'Bearer token-2'])
})

test('many requests with an ended token ask for one new one', async () => {
  const asked = serve({ 'POST /auth/refresh': { body: session() }, 'GET /chats': { body: [] }, 'GET /link': { body: {} } })
  useSession()
  await Promise.all([request('/chats'), request('/link'), request('/chats')])
  expect(asked.filter((one) => one.path === '/auth/refresh')).toHaveLength(1)
})

test('a viewer may not write', async () => {
  serve({ 'POST /auth/sign-in': { body: session({ operator: { id: 2, name: 'Vera', role: 'viewer' } }) } })
  const store = useSession()
  await store.signIn('Vera', 'secret')
  expect(store.mayWrite).toBe(false)
})

test('signing out forgets everything, even when the server is away', async () => {
  serve({ 'POST /auth/sign-in': { body: session() }, 'POST /auth/sign-out': new TypeError('network') })
  const store = useSession()
  await store.signIn('Ana', 'secret')
  await store.signOut()
  expect(store.isSignedIn).toBe(false)
  expect(live.state.value).toBe('off')
})

test('after signing out nothing more is asked', async () => {
  const asked = serve({ 'POST /auth/sign-in': { body: session() }, 'POST /auth/sign-out': { status: 204 } })
  const store = useSession()
  await store.signIn('Ana', 'secret')
  const leaving = store.signOut()
  await expect(request('/chats')).rejects.toMatchObject({ status: 401 })
  await leaving
  expect(asked.map((one) => one.path)).toEqual(['/auth/sign-in', '/auth/sign-out'])
})
