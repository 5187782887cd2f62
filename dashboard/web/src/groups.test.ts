import { expect, test } from 'vitest'

import { grouped } from './groups'
import { bubble, T0 } from './testing'

const at = (seconds: number) => ({ at: new Date(T0 + seconds * 1000).toISOString() })

test('what one author says in a row is one group', () => {
  const groups = grouped([bubble(1), bubble(2), bubble(3, { direction: 'out', author: 'bot' })], T0)
  expect(groups.map((group) => group.bubbles.map((each) => each.key))).toEqual([['m1', 'm2'], ['m3']])
})

test('a pause, another sender and another operator begin a new one', () => {
  const own = { direction: 'out', author: 'operator' } as const
  const groups = grouped(
    [
      bubble(1, { sender: 'Ana', ...at(0) }),
      bubble(2, { sender: 'Bea', ...at(1) }),
      bubble(3, { sender: 'Bea', ...at(600) }),
      bubble(4, { ...own, by: 'Ana', ...at(601) }),
      bubble(5, { ...own, by: 'Bea', ...at(602) }),
    ],
    T0,
  )
  expect(groups).toHaveLength(5)
})

test('each day is named once', () => {
  const day = 86_400
  const groups = grouped([bubble(1, at(-2 * day)), bubble(2, at(-day)), bubble(3, at(0)), bubble(4, at(1))], T0)
  expect(groups.map((group) => group.day !== null)).toEqual([true, true, true])
  expect(groups[2]?.bubbles).toHaveLength(2)
})

test('notices of WhatsApp stand alone', () => {
  const notice = { kind: 'system' } as const
  expect(grouped([bubble(1, notice), bubble(2, notice), bubble(3)], T0)).toHaveLength(3)
})

test('an empty thread has no groups', () => {
  expect(grouped([], T0)).toEqual([])
})
