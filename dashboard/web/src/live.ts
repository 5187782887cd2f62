import { readonly, ref } from 'vue'

import { accessToken } from './api/request'

/** off: not wanted. connecting: first try. live: told of everything. lost: what is shown may be old. */
export type LiveState = 'off' | 'connecting' | 'live' | 'lost'

export interface LiveEvent {
  id: number
  at: string
  kind: string
  account: string
  chat_id: number | null
  message_id: number | null
  outbox_id: number | null
  turn_id: number | null
  detail: string | null
}

type Frame =
  | ({ type: 'event' } & LiveEvent)
  | { type: 'ready' | 'resync' | 'beat'; newest: number }

export interface Surroundings {
  token: (fresh: boolean) => Promise<string | null>
  open?: (url: string) => WebSocket
  random?: () => number
}

const FIRST_WAIT = 500
const LONGEST_WAIT = 30_000
/** The server speaks every 15 s; after three missed beats the line is dead though nobody said so. */
const SILENCE = 50_000
const SIGN_IN_AGAIN = 4401

/** The only WebSocket. Events say "look again"; whoever listens asks the API. */
export function createLive({ token, open = (url) => new WebSocket(url), random = Math.random }: Surroundings) {
  const state = ref<LiveState>('off')
  const listeners = new Set<(event: LiveEvent) => void>()
  const resyncs = new Set<() => void>()
  let socket: WebSocket | null = null
  let since: number | null = null
  let failures = 0
  let needsFreshToken = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setTimeout> | undefined

  function start(): void {
    if (state.value !== 'off') return
    state.value = 'connecting'
    void connect()
  }

  function stop(): void {
    state.value = 'off'
    since = null
    failures = 0
    drop()
  }

  /** The network came back or the page is looked at again: try now instead of later. */
  function hurry(): void {
    if (state.value === 'lost') {
      failures = 0
      drop()
      void connect()
    }
  }

  function drop(): void {
    clearTimeout(retry)
    clearTimeout(watchdog)
    const old = socket
    socket = null
    old?.close()
  }

  async function connect(): Promise<void> {
    clearTimeout(retry)
    const held = await token(needsFreshToken).catch(() => null)
    if (state.value === 'off') return
    if (held === null) return later()
    needsFreshToken = false
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
    const mine = open(`${scheme}//${location.host}/api/v1/live`)
    socket = mine
    mine.onopen = () => mine.send(JSON.stringify({ token: held, since }))
    mine.onmessage = (message: MessageEvent<string>) => {
      if (socket === mine) hear(JSON.parse(message.data) as Frame)
    }
    mine.onclose = (close) => {
      if (socket !== mine) return
      socket = null
      needsFreshToken = close.code === SIGN_IN_AGAIN
      later()
    }
    listen()
  }

  function hear(frame: Frame): void {
    listen()
    if (frame.type === 'event') {
      since = frame.id
      for (const listener of listeners) listener(frame)
    } else if (frame.type === 'ready') {
      const isFirst = since === null
      since ??= frame.newest
      failures = 0
      state.value = 'live'
      if (!isFirst) lookAgain()
    } else {
      since = frame.newest
      if (frame.type === 'resync') lookAgain()
    }
  }

  function lookAgain(): void {
    for (const resync of resyncs) resync()
  }

  function listen(): void {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => {
      drop()
      later()
    }, SILENCE)
  }

  function later(): void {
    clearTimeout(watchdog)
    // A token that ran out is no failure: the line is back before anybody would notice.
    if (needsFreshToken && failures === 0) {
      failures = 1
      void connect()
      return
    }
    state.value = 'lost'
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures)
    failures += 1
    retry = setTimeout(() => void connect(), longest * (0.5 + random() / 2))
  }

  function on(listener: (event: LiveEvent) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  function onResync(listener: () => void): () => void {
    resyncs.add(listener)
    return () => resyncs.delete(listener)
  }

  return { state: readonly(state), start, stop, hurry, on, onResync }
}

export type Live = ReturnType<typeof createLive>

export const live = createLive({ token: accessToken })
