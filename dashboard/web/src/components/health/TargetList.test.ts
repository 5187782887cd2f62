import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'

import type { SelectorTarget } from '../../api/types'
import TargetList from './TargetList.vue'

const target = (facts: Partial<SelectorTarget> = {}): SelectorTarget => ({
  name: 'composer',
  required: true,
  used: 0,
  hit_rate: 1,
  misses: 0,
  strategies: [
    { kind: 'testid', era: '2026', why: 'seen', hits: 40 },
    { kind: 'css', era: 'all', why: 'older', hits: 2 },
  ],
  ...facts,
})
const list = (targets: SelectorTarget[], missing: string[] = []) => mount(TargetList, { props: { targets, missing } })

test('it tells which strategy finds a target, and how often', () => {
  const shown = list([target({ used: 1, hit_rate: 0.5 })]).text()
  expect(shown).toContain('2 of 2 · css')
  expect(shown).toContain('50 %')
})

test('a target that safe mode is about is not found, whatever found it before', () => {
  expect(list([target({ used: 0 })], ['composer']).text()).toContain('Not found')
})

test('what was looked for and is not on the page is no alarm', () => {
  const shown = list([target({ used: null, hit_rate: 0, misses: 9 })])
  expect(shown.text()).toContain('Not met yet')
  expect(shown.find('.text-warning').exists()).toBe(false)
})

test('what nothing looked for is shown when asked for', async () => {
  const shown = list([target(), target({ name: 'poll', used: null, hit_rate: null })])
  expect(shown.text()).not.toContain('poll')
  await shown.find('button').trigger('click')
  expect(shown.text()).toContain('poll')
  expect(shown.text()).toContain('Not looked for yet')
})
