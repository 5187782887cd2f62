import { expect, test } from 'vitest'

import { chat } from '../../testing'
import { asShow, belongs, matches } from './show'

test('only known filters are taken from the address', () => {
  expect(asShow('pending')).toBe('pending')
  expect(asShow('everything')).toBe('all')
  expect(asShow(['pending'])).toBe('all')
  expect(asShow(undefined)).toBe('all')
})

test('each filter shows its own', () => {
  expect(belongs(chat(1, { unread: 2 }), 'unread')).toBe(true)
  expect(belongs(chat(1), 'unread')).toBe(false)
  expect(belongs(chat(1, { access: 'pending' }), 'pending')).toBe(true)
  expect(belongs(chat(1, { access: 'pending' }), 'blocked')).toBe(false)
  expect(belongs(chat(1, { access: 'blocked' }), 'all')).toBe(true)
})

test.each([
  ['José', 'jose'],
  ['jose', 'JOSÉ'],
  ['مقهى الياسمين', 'الياسمين'],
  ['Anything', '  '],
])('%s is found by "%s"', (name, filter) => {
  expect(matches(chat(1, { name }), filter)).toBe(true)
})

test('the last text is searched too', () => {
  expect(matches(chat(1, { last_text: 'a lemon\ncake' }), 'lemon cake')).toBe(true)
  expect(matches(chat(1, { last_text: null }), 'lemon')).toBe(false)
})
