// What is being written besides words: the message that is answered, and files before they are sent.
import { atom } from '../../atom'
import type { Message } from '../../wire'
import type { Chosen } from './files'

export interface Answering {
  readonly chat: string
  readonly message: Message
}

export interface Attached {
  readonly chat: string
  readonly files: readonly Chosen[]
  readonly caption: string
}

export const answering = atom<Answering | null>(null)
export const attached = atom<Attached | null>(null)
/** The words of a link, for the composer that opens next. */
export const brought = atom<{ readonly chat: string; readonly text: string } | null>(null)
/** The composer that is on screen. */
export const open: { composer: { focus(): void; put(text: string): void } | null } = { composer: null }
