import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'

import StaleBanner from './StaleBanner.vue'

const show = (facts: Record<string, unknown>) =>
  mount(StaleBanner, {
    props: { state: 'live', notLinked: null, mayLink: true, ...facts },
  })

test('while all is well it is silent', () => {
  for (const state of ['live', 'connecting', 'off']) expect(show({ state }).text()).toBe('')
})

test('a lost line is told before everything else', () => {
  expect(show({ state: 'lost', notLinked: 'WhatsApp is not linked.' }).text()).toContain('may be old')
})

test('a phone that is not linked is told, with what to do for those who may', () => {
  expect(show({ notLinked: 'WhatsApp is not linked.' }).text()).toContain('Link the phone')
  expect(show({ notLinked: 'WhatsApp is not linked.', mayLink: false }).text()).not.toContain('Link the phone')
})
