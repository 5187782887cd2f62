import { expect, test } from 'vitest'

import { bytes, heldLine, reactionLine } from './held'

test.each([
  [{ kind: 'document', holds: { name: 'menu.pdf', type: 'PDF', pages: 4, size: 167936 } }, 'Document · menu.pdf · PDF · 4 pages · 164 KB'],
  [{ kind: 'document', holds: { pages: 1 } }, 'Document · 1 page'],
  [{ kind: 'voice', holds: { seconds: 37 } }, 'Voice message · 0:37'],
  [{ kind: 'poll', holds: { options: ['Yes', 'No'] } }, 'Poll · Yes / No'],
  [{ kind: 'view_once', holds: { state: 'opened' } }, 'View once · opened'],
  [{ kind: 'image', holds: null }, 'Photo'],
  [{ kind: 'unknown', holds: { state: 'waiting' } }, 'Waiting to be decrypted'],
  [{ kind: 'deleted', holds: { by: 'admin' } }, 'An admin deleted this message'],
  [{ kind: 'deleted', holds: null }, 'This message was deleted'],
] as const)('what a message holds is one line', (bubble, line) => {
  expect(heldLine(bubble as never)).toBe(line)
})

test('sizes are told as people tell them', () => {
  expect([12, 5000, 3_500_000].map(bytes)).toEqual(['12 bytes', '5 KB', '3.3 MB'])
})

test('a reaction of one person has no number', () => {
  expect(reactionLine([{ emoji: '👍', count: 2 }, { emoji: '❤', count: 1 }, { emoji: '🎉', count: null }])).toBe('👍 2 ❤ 🎉')
  expect(reactionLine(undefined)).toBe('')
})
