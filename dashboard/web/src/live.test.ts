import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createLive } from './live'
import { event, FakeSocket } from './testing'

const asked: boolean[] = []
let heldToken: string | null = 'token'

function make() {
  return createLive({
    token: (fresh) => {
      asked.push(fresh)
      return Promise.resolve(heldToken)
    },
    open: (url) => new FakeSocket(url) as unknown as WebSocket,
    random: () => 1,
  })
}

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  asked.length = 0
  heldToken = 'token'
})
afterEach(() => vi.useRealTimers())

test('the first frame holds the token, and the address does not', async () => {
  const live = make()
  live.start()
  await settled()
  FakeSocket.last.opens()
  expect(FakeSocket.last.sent).toEqual([{ token: 'token', since: null }])
  expect(FakeSocket.last.url).not.toContain('token')
  expect(live.state.value).toBe('connecting')
  FakeSocket.last.says({ type: 'ready', newest: 7 })
  expect(live.state.value).toBe('live')
})

test('listeners are told of events until they leave', async () => {
  const live = make()
  const heard: number[] = []
  const leave = live.on((one) => heard.push(one.id))
  live.start()
  await settled()
  FakeSocket.last.says({ type: 'ready', newest: 7 })
  FakeSocket.last.says(event(8))
  leave()
  FakeSocket.last.says(event(9))
  expect(heard).toEqual([8])
})

test('after a loss it comes back where it left off, and everybody looks again', async () => {
  const live = make()
  let looks = 0
  live.onResync(() => (looks += 1))
  live.start()
  await settled()
  FakeSocket.last.says({ type: 'ready', newest: 7 })
  FakeSocket.last.says(event(8))
  FakeSocket.last.ends()
  expect(live.state.value).toBe('lost')
  await vi.advanceTimersByTimeAsync(500)
  expect(FakeSocket.all).toHaveLength(2)
  FakeSocket.last.opens()
  expect(FakeSocket.last.sent).toEqual([{ token: 'token', since: 8 }])
  FakeSocket.last.says({ type: 'ready', newest: 12 })
  expect(looks).toBe(1)
  expect(live.state.value).toBe('live')
})

test('it waits longer after each failure, but never longer than half a minute', async () => {
  const live = make()
  live.start()
  await settled()
  const waits: number[] = []
  for (let n = 0; n < 9; n += 1) {
    const opened = FakeSocket.all.length
    FakeSocket.last.ends()
    let waited = 0
    while (FakeSocket.all.length === opened) {
      await vi.advanceTimersByTimeAsync(500)
      waited += 500
    }
    waits.push(waited)
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})

test('a token that ran out is fetched anew at once', async () => {
  const live = make()
  live.start()
  await settled()
  FakeSocket.last.says({ type: 'ready', newest: 1 })
  FakeSocket.last.ends(4401)
  await settled()
  expect(asked).toEqual([false, true])
  expect(FakeSocket.all).toHaveLength(2)
  expect(live.state.value).toBe('live')
})

test('a silent line is given up', async () => {
  const live = make()
  live.start()
  await settled()
  FakeSocket.last.says({ type: 'ready', newest: 1 })
  await vi.advanceTimersByTimeAsync(40_000)
  FakeSocket.last.says({ type: 'beat', newest: 1 })
  await vi.advanceTimersByTimeAsync(40_000)
  expect(live.state.value).toBe('live')
  await vi.advanceTimersByTimeAsync(11_000)
  expect(live.state.value).toBe('lost')
  expect(FakeSocket.all[0]?.isClosed).toBe(true)
})

test('when the network is back it does not wait', async () => {
  const live = make()
  live.start()
  await settled()
  for (let n = 0; n < 6; n += 1) {
    FakeSocket.last.ends()
    await vi.advanceTimersByTimeAsync(30_000)
  }
  FakeSocket.last.ends()
  const opened = FakeSocket.all.length
  live.hurry()
  await settled()
  expect(FakeSocket.all).toHaveLength(opened + 1)
})

test('told to resync, everybody looks again', async () => {
  const live = make()
  let looks = 0
  live.onResync(() => (looks += 1))
  live.start()
  await settled()
  FakeSocket.last.says({ type: 'ready', newest: 7 })
  FakeSocket.last.says({ type: 'resync', newest: 900 })
  expect(looks).toBe(1)
})

test('once stopped it stays stopped', async () => {
  const live = make()
  live.start()
  await settled()
  FakeSocket.last.says({ type: 'ready', newest: 7 })
  live.stop()
  FakeSocket.last.ends()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(FakeSocket.all).toHaveLength(1)
  expect(live.state.value).toBe('off')
})

test('without a token it tries again later', async () => {
  heldToken = null
  const live = make()
  live.start()
  await settled()
  expect(live.state.value).toBe('lost')
  heldToken = 'token'
  await vi.advanceTimersByTimeAsync(500)
  expect(FakeSocket.all).toHaveLength(1)
})
