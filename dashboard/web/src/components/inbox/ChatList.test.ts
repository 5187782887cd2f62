import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'

import { chat, T0 } from '../../testing'
import ChatList from './ChatList.vue'

const list = (facts: Record<string, unknown> = {}) =>
  mount(ChatList, {
    props: {
      chats: [chat(1)],
      total: 1,
      openId: null,
      show: 'all',
      counts: { all: 1, unread: 0, pending: 0, blocked: 0 },
      now: T0,
      isLoaded: true,
      error: null,
      hasMore: false,
      isLoading: false,
      mayLink: true,
      filter: '',
      ...facts,
    },
  })

test('while it loads it says so', () => {
  expect(list({ isLoaded: false, chats: [], total: 0 }).find('[aria-busy=true]').exists()).toBe(true)
})

test('an empty inbox offers one thing to do', () => {
  const empty = list({ chats: [], total: 0 })
  expect(empty.text()).toContain('No chats yet')
  expect(empty.text()).toContain('See the link to your phone')
})

test('a filter that finds nothing can be cleared', async () => {
  const empty = list({ chats: [], filter: 'zzz' })
  expect(empty.text()).toContain('Nothing here contains “zzz”.')
  await empty.findAll('button').find((button) => button.text() === 'Clear the filter')?.trigger('click')
  expect(empty.emitted('update:filter')).toEqual([['']])
})

test('an empty waiting room is good news', () => {
  expect(list({ chats: [], show: 'pending' }).text()).toContain('Nobody is waiting')
})

test('a failure can be tried again', async () => {
  const failed = list({ chats: [], total: 0, isLoaded: false, error: 'Switchboard cannot be reached.' })
  expect(failed.find('[role=alert]').text()).toContain('cannot be reached')
  await failed.findAll('button').find((button) => button.text() === 'Try again')?.trigger('click')
  expect(failed.emitted('retry')).toHaveLength(1)
})

test('a later failure does not take away what is known', () => {
  expect(list({ error: 'Switchboard cannot be reached.' }).text()).toContain('Chat 1')
})

test('who waits for approval is marked', () => {
  expect(list({ chats: [chat(1, { access: 'pending' })] }).text()).toContain('Waiting')
})

test('a chat says whose it is where there are several numbers', () => {
  expect(list({ chats: [chat(1)], total: 1 }).text()).not.toContain('main')
  const both = list({ chats: [chat(1), chat(2, { account: 'shop' })], total: 2 })
  expect(both.text()).toContain('main')
  expect(both.text()).toContain('shop')
})
