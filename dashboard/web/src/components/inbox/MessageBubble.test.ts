import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'

import { bubble } from '../../testing'
import MessageBubble from './MessageBubble.vue'

const show = (facts: Parameters<typeof bubble>[1]) =>
  mount(MessageBubble, { props: { bubble: bubble(1, facts), isFirst: true } })

test('text is text, whatever it looks like', () => {
  const shown = show({ text: '<img src=x onerror=alert(1)><b>bold</b>' })
  expect(shown.find('img').exists()).toBe(false)
  expect(shown.find('b').exists()).toBe(false)
  expect(shown.text()).toContain('<b>bold</b>')
})

test('each text finds its own direction and keeps its lines', () => {
  const words = show({ text: 'مرحبا\nhello' }).find('[dir=auto]')
  expect(words.classes()).toContain('words')
  expect(words.element.textContent).toBe('مرحبا\nhello')
})

test.each([
  ['queued', 'Queued'],
  ['sending', 'Sending'],
  ['read', 'Read'],
  ['unknown', 'Perhaps sent: look at the phone'],
  ['failed', 'Not sent'],
] as const)('the state %s is told in words', (state, words) => {
  expect(show({ direction: 'out', author: 'bot', state }).text()).toContain(words)
})

test('the reason of a failure is shown, that of a success is not', () => {
  const own = { direction: 'out', author: 'bot', error: 'The chat could not be opened.' } as const
  expect(show({ ...own, state: 'failed' }).text()).toContain('could not be opened')
  expect(show({ ...own, state: 'sent' }).text()).not.toContain('could not be opened')
})

test('what waits says why and until when', () => {
  const own = { direction: 'out', author: 'bot', state: 'queued' } as const
  const shown = show({ ...own, hold: 'quiet_hours', held_until: '2026-11-21T07:00:00Z' })
  expect(shown.find('[data-hold]').text()).toMatch(/^Waits: quiet hours, until \d/)
  expect(show({ ...own, hold: 'paused' }).find('[data-hold]').text()).toBe('Waits: sending is paused')
  expect(show(own).find('[data-hold]').exists()).toBe(false)
})

test('a picture is named and its caption shown', () => {
  const shown = show({ kind: 'image', text: 'our cake' }).text()
  expect(shown).toContain('Photo')
  expect(shown).toContain('our cake')
})

test('a deleted message does not show what it said', () => {
  expect(show({ kind: 'deleted', text: 'secret' }).text()).not.toContain('secret')
})

test('what a message answers stands above its words, and reactions below', () => {
  const shown = show({
    text: 'Yes, at noon',
    quote: { text: 'at 12:30?', author: 'Bob', kind: 'text' },
    reactions: [{ emoji: '👍', count: 2 }],
    edited: true,
  })
  expect(shown.find('[data-quote]').text()).toBe('Bob: at 12:30?')
  expect(shown.find('[data-reactions]').text()).toBe('👍 2')
  expect(shown.text()).toContain('edited')
})

test('a file is named in one line', () => {
  const shown = show({ kind: 'document', text: '', holds: { name: '<b>.pdf', type: 'PDF', options: [], truncated: false } as never })
  expect(shown.text()).toContain('Document · <b>.pdf · PDF')
})
