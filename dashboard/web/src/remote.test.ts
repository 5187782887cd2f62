import { describe, expect, it, vi } from 'vitest'

import { createRemote, gestureOf, placeOn } from './remote'

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false }

describe('keys', () => {
  it.each([
    ['a', {}, { type: 'text', text: 'a' }],
    ['é', {}, { type: 'text', text: 'é' }],
    ['€', { ctrlKey: true, altKey: true }, { type: 'text', text: '€' }],
    ['Tab', { shiftKey: true }, { type: 'key', key: 'Tab', shift: true }],
    ['Enter', {}, { type: 'key', key: 'Enter', shift: false }],
    ['c', { ctrlKey: true }, null],
    ['v', { metaKey: true }, null],
    ['F5', {}, null],
    ['Shift', { shiftKey: true }, null],
    ['a', { isComposing: true }, null],
  ])('%s with %o', (key, held, gesture) => {
    expect(gestureOf({ key, ...plain, ...held })).toEqual(gesture)
  })
})

it('finds the place on a page that is shown smaller', () => {
  const box = { left: 10, top: 20, width: 320, height: 200 }
  expect(placeOn(box, { clientX: 170, clientY: 120 }, { width: 1280, height: 800 })).toEqual({ x: 640, y: 400 })
})

describe('the line', () => {
  function line() {
    const socket = { readyState: 1, sent: [] as string[], send: (text: string) => socket.sent.push(text), close: vi.fn() } as unknown as WebSocket & { sent: string[] }
    const to = { ready: vi.fn(), picture: vi.fn(), ended: vi.fn() }
    const remote = createRemote('a ticket', to, () => socket)
    socket.onopen?.(new Event('open'))
    return { socket, to, remote }
  }

  it('says its ticket first, and what is done then', () => {
    const { socket, remote } = line()
    remote.send({ type: 'key', key: 'Enter', shift: false })
    expect(socket.sent.map((text) => JSON.parse(text) as unknown)).toEqual([{ ticket: 'a ticket' }, { type: 'key', key: 'Enter', shift: false }])
  })

  it.each([
    [4409, 'Somebody else is looking at the page now.'],
    [1006, 'The connection to Switchboard was lost.'],
  ])('tells why it ended: %i', (code, words) => {
    const { socket, to, remote } = line()
    socket.onclose?.(new CloseEvent('close', { code }))
    expect(to.ended).toHaveBeenCalledExactlyOnceWith(words)
    remote.send({ type: 'text', text: 'late' })
    expect(socket.sent).toHaveLength(1)
  })

  it('is silent about why when it was ended here', () => {
    const { socket, to, remote } = line()
    remote.end()
    socket.onclose?.(new CloseEvent('close', { code: 1005 }))
    expect(to.ended).toHaveBeenCalledExactlyOnceWith(null)
  })
})
