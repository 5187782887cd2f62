import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { serve } from '../testing'
import { ApiError, request, useTokens, wordsOf } from './request'

let token: string | null = 'old'
const renew = vi.fn(() => Promise.resolve<string | null>('new'))

beforeEach(() => {
  token = 'old'
  renew.mockClear()
  useTokens({ current: () => token, renew })
})
afterEach(() => vi.unstubAllGlobals())

test('the token goes along, the body as JSON', async () => {
  const asked = serve({ 'POST /chats/1/messages': { status: 202, body: { key: 'o1' } } })
  await request('/chats/1/messages', { method: 'POST', body: { text: 'hi' }, headers: { 'Idempotency-Key': 'k' } })
  expect(asked[0]?.headers).toMatchObject({
    Authorization: 'Bearer old',
    'Content-Type': 'application/json',
    'Idempotency-Key': 'k',
  })
  expect(asked[0]?.body).toEqual({ text: 'hi' })
})

test('a refused token is renewed once', async () => {
  const asked = serve({
    'GET /chats': ({ headers }) => (headers.Authorization === 'Bearer new' ? { body: [] } : { status: 401, body: {} }),
  })
  await expect(request('/chats')).resolves.toEqual([])
  expect(asked).toHaveLength(2)
})

test('a token that is known to be over is not sent at all', async () => {
  token = null
  const asked = serve({ 'GET /chats': { body: [] } })
  await request('/chats')
  expect(asked.map((one) => one.headers.Authorization)).toEqual(['Bearer new'])
})

test('a problem becomes words', async () => {
  serve({
    'GET /chats': {
      status: 422,
      body: { type: 'about:blank', title: 'x', status: 422, detail: 'No.', errors: [{ field: 'a', message: 'b' }] },
    },
  })
  const error = await request('/chats').catch((failure: unknown) => failure)
  expect(error).toBeInstanceOf(ApiError)
  expect((error as ApiError).status).toBe(422)
  expect((error as ApiError).fields).toEqual({ a: 'b' })
  expect(wordsOf(error)).toBe('No.')
})

test('no answer at all is told as such', async () => {
  serve({ 'GET /chats': new TypeError('network') })
  await expect(request('/chats')).rejects.toMatchObject({ status: 0, message: /cannot be reached/ })
})

test('an answer that is no problem document is survived', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })))
  await expect(request('/chats')).rejects.toMatchObject({ status: 502 })
})

test('no content is null', async () => {
  serve({ 'POST /auth/refresh': { status: 204 } })
  await expect(request('/auth/refresh', { method: 'POST', signed: false })).resolves.toBeNull()
})
