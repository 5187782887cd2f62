import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'

import MessageComposer from './MessageComposer.vue'

const compose = (facts: Record<string, unknown> = {}) =>
  mount(MessageComposer, {
    props: { chatName: 'Ana', error: null, refusal: null, modelValue: 'hello', ...facts },
  })

test('Enter sends', async () => {
  const composer = compose()
  await composer.find('textarea').trigger('keydown', { key: 'Enter' })
  expect(composer.emitted('send')).toHaveLength(1)
})

test.each([
  ['Shift and Enter', { key: 'Enter', shiftKey: true }],
  ['Enter inside an input method', { key: 'Enter', isComposing: true }],
  ['another key', { key: 'a' }],
])('%s does not', async (_, key) => {
  const composer = compose()
  await composer.find('textarea').trigger('keydown', key)
  expect(composer.emitted('send')).toBeUndefined()
})

test.each([
  ['nothing but space', { modelValue: ' \n ' }],
  ['too much', { modelValue: 'x'.repeat(65_537) }],
])('%s is not sent', async (_, facts) => {
  const composer = compose(facts)
  await composer.find('textarea').trigger('keydown', { key: 'Enter' })
  await composer.find('form').trigger('submit')
  expect(composer.emitted('send')).toBeUndefined()
  expect(composer.find('button[type=submit]').attributes('disabled')).toBeDefined()
})

test('length is counted as people count', () => {
  const composer = compose({ modelValue: '🎂'.repeat(65_536) })
  expect(composer.find('button[type=submit]').attributes('disabled')).toBeUndefined()
})

test('where one may not write it says why', () => {
  const composer = compose({ refusal: 'This chat is blocked.' })
  expect(composer.text()).toBe('This chat is blocked.')
  expect(composer.find('textarea').exists()).toBe(false)
})

test('a failure is told and the text stays', () => {
  const composer = compose({ error: 'Switchboard cannot be reached.' })
  expect(composer.find('[role=alert]').text()).toContain('cannot be reached')
  expect(composer.find('textarea').element.value).toBe('hello')
})
