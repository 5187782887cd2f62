/** Stand-ins for the two borders of the page: the network's requests and its socket. */
import { vi } from 'vitest'

import type { Bubble, Chat, Session } from './api/types'
import type { LiveEvent } from './live'

export const T0 = Date.parse('2026-11-21T12:00:00Z')

/** What the server got, in order. */
export interface Asked {
  method: string
  path: string
  body: unknown
  headers: Record<string, string>
}

type Answer = { status?: number; body?: unknown } | Error

/** Replaces `fetch`: each path (as "GET /chats") is answered by a function or a value. */
export function serve(routes: Record<string, Answer | ((asked: Asked) => Answer)>): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    const path = url.replace('/api/v1', '')
    const one: Asked = {
      method: init.method ?? 'GET',
      path,
      body: init.body ? JSON.parse(init.body as string) : undefined,
      headers: init.headers as Record<string, string>,
    }
    asked.push(one)
    const route = routes[`${one.method} ${path}`] ?? routes[`${one.method} ${path.split('?')[0]}`]
    if (route === undefined) return Promise.reject(new Error(`nobody answers ${one.method} ${path}`))
    const answer = typeof route === 'function' ? route(one) : route
    if (answer instanceof Error) return Promise.reject(answer)
    const status = answer.status ?? 200
    return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(answer.body), { status }))
  })
  return asked
}

/** A socket whose other end is the test. */
export class FakeSocket {
  static all: FakeSocket[] = []
  static get last(): FakeSocket {
    const socket = FakeSocket.all[FakeSocket.all.length - 1]
    if (!socket) throw new Error('no socket was opened')
    return socket
  }

  sent: unknown[] = []
  isClosed = false
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onclose: ((close: { code: number }) => void) | null = null

  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  close(): void {
    this.isClosed = true
  }

  opens(): void {
    this.onopen?.()
  }

  says(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  ends(code = 1006): void {
    this.onclose?.({ code })
  }
}

export function event(id: number, facts: Partial<LiveEvent> = {}): LiveEvent & { type: 'event' } {
  return {
    type: 'event',
    id,
    at: new Date(T0).toISOString(),
    kind: 'message_stored',
    account: 'main',
    chat_id: null,
    message_id: null,
    outbox_id: null,
    turn_id: null,
    detail: null,
    ...facts,
  }
}

export function chat(id: number, facts: Partial<Chat> = {}): Chat {
  return {
    id,
    account: 'main',
    name: `Chat ${id}`,
    kind: 'person',
    access: 'allowed',
    mode: 'auto',
    unread: 0,
    last_text: 'hello',
    last_author: 'contact',
    last_at: new Date(T0 + id * 1000).toISOString(),
    created_at: new Date(T0).toISOString(),
    ...facts,
  }
}

export function bubble(id: number, facts: Partial<Bubble> = {}): Bubble {
  return {
    key: `m${id}`,
    message_id: id,
    outbox_id: null,
    direction: 'in',
    author: 'contact',
    sender: null,
    by: null,
    kind: 'text',
    text: `message ${id}`,
    holds: null,
    quote: null,
    reactions: [],
    at: new Date(T0 + id * 1000).toISOString(),
    edited: false,
    state: null,
    error: null,
    ...facts,
  }
}

export function session(facts: Partial<Session> = {}): Session {
  return { access_token: 'token-1', expires_in: 600, operator: { id: 1, name: 'Ana', role: 'admin' }, ...facts }
}
