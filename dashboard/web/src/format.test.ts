import { describe, expect, test } from 'vitest'

import { ago, countdown, day, hue, initials, moment, oneLine } from './format'

const NOON = new Date(2026, 10, 21, 12, 0, 0).getTime()
const before = (seconds: number) => new Date(NOON - seconds * 1000).toISOString()

describe('how long ago', () => {
  test.each([
    [0, 'just now'],
    [-30, 'just now'],
    [12, '12 s ago'],
    [59, '59 s ago'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [3600, '1 h ago'],
    [86_400, 'yesterday'],
    [3 * 86_400, '3 days ago'],
  ])('%i seconds are "%s"', (seconds, words) => {
    expect(ago(before(seconds), NOON)).toBe(words)
  })
})

test('days are named by the calendar, not by hours', () => {
  expect(day(before(11 * 3600), NOON)).toBe('Today')
  expect(day(before(13 * 3600), NOON)).toBe('Yesterday')
  expect(day(before(40 * 86_400), NOON)).not.toContain('2026')
  expect(day(before(400 * 86_400), NOON)).toContain('2025')
})

test('a list shows the time today and the day before that', () => {
  expect(moment(before(3600), NOON)).toMatch(/11[:.]00/)
  expect(moment(before(86_400), NOON)).toBe('Yesterday')
})

test.each([
  [0, '0:00'],
  [-3, '0:00'],
  [11.2, '0:12'],
  [60, '1:00'],
  [125, '2:05'],
])('a countdown of %f seconds reads %s', (seconds, words) => {
  expect(countdown(seconds)).toBe(words)
})

test.each([
  ['Maria Oliveira', 'MO'],
  ['ana', 'A'],
  ['Anna Maria von Trapp', 'AT'],
  ['Kenji Tanaka 🍜', 'KT'],
  ['مقهى الياسمين', 'ما'],
  ['+1 555 0100', '#'],
  ['🍜', '#'],
  ['', '#'],
  ['नमस्ते दोस्त', 'नदो'],
])('the initials of %s are %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})

test('a name always has the same colour', () => {
  expect(hue('Ana', 6)).toBe(hue('Ana', 6))
  for (const name of ['', 'a', '🍜', 'مقهى', 'x'.repeat(5000)]) {
    expect(hue(name, 6)).toBeGreaterThanOrEqual(0)
    expect(hue(name, 6)).toBeLessThan(6)
  }
})

test('many lines become one', () => {
  expect(oneLine(' a\n\n b\tc ')).toBe('a b c')
})
