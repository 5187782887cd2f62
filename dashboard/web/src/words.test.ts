import { expect, test } from 'vitest'

import { event } from './testing'
import { condensed, kindOf, providerLine, told } from './words'

test('every kind of event has words, also one that is not known yet', () => {
  expect(told(event(1, { kind: 'outbox_changed', detail: 'read' })).text).toBe('Message read')
  expect(told(event(1, { kind: 'outbox_changed', detail: 'failed' })).tone).toBe('bad')
  expect(told(event(1, { kind: 'link_changed', detail: 'main' })).text).toBe('WhatsApp: Linked')
  expect(told(event(1, { kind: 'selectors_read' })).tone).toBe('good')
  expect(told(event(1, { kind: 'selectors_refused', detail: 'line 7: wrong' })).text).toContain('line 7: wrong')
  expect(told(event(1, { kind: 'safe_mode', detail: 'composer' })).text).toContain('shows no composer')
  expect(told(event(1, { kind: 'safe_mode', detail: 'over' })).tone).toBe('good')
  expect(told(event(1, { kind: 'outbox_held', detail: 'paused' })).text).toBe('Message waits: sending is paused')
  expect(told(event(1, { kind: 'sending_changed', detail: 'resumed' })).text).toBe('Sending resumed')
  expect(told(event(1, { kind: 'brand_new_thing' })).text).toBe('brand new thing')
})

test('of a message on its way only the newest step is shown', () => {
  const step = (id: number, outbox_id: number) => event(id, { kind: 'outbox_changed', outbox_id })
  expect(condensed([step(5, 1), step(4, 2), event(3), step(2, 1)]).map((each) => each.id)).toEqual([5, 4, 3])
})

test('a message without words is named by its kind', () => {
  expect(kindOf('[image]')?.label).toBe('Photo')
  expect(kindOf('[sic]')).toBeUndefined()
  expect(kindOf('see [image]')).toBeUndefined()
})

test('a resting provider says until when', () => {
  const line = providerLine({ name: 'big', state: 'open', reason: 'rate_limit', until: '2026-11-21T12:00:00Z' })
  expect(line.word).toMatch(/^Rests until /)
  expect(line.tone).toBe('bad')
})
