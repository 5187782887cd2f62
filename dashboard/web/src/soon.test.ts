import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { soon } from './soon'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('many askings are one doing', async () => {
  const act = vi.fn(() => Promise.resolve())
  const ask = soon(act, 50)
  ask()
  ask()
  ask()
  await vi.advanceTimersByTimeAsync(50)
  expect(act).toHaveBeenCalledTimes(1)
})

test('what is asked for while it runs is done once more afterwards, never at the same time', async () => {
  let running = 0
  let most = 0
  const act = vi.fn(async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((done) => setTimeout(done, 100))
    running -= 1
  })
  const ask = soon(act, 10)
  ask()
  await vi.advanceTimersByTimeAsync(20)
  ask()
  ask()
  await vi.advanceTimersByTimeAsync(500)
  expect(act).toHaveBeenCalledTimes(2)
  expect(most).toBe(1)
})
