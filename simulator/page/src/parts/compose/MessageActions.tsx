// What can be done with one message: the controls that appear while the pointer is over its row.
import { useEffect, useRef, useState } from 'react'

import { useLook } from '../../look/look'
import { testid } from '../../look/profile'
import { now } from '../../look/times'
import { conversation } from '../../state'
import type { Message } from '../../wire'
import { contextLabel, messageWords } from '../../words/messages'
import { Icon } from '../Icon'
import { Menu, type Item } from '../overlay/Menu'
import { build } from './build'
import css from './compose.module.css'
import { DeleteDialog, EditDialog } from './MessageDialogs'
import { EmojiTray } from './EmojiTray'
import { answering, open } from './writing'

const EDITABLE_FOR = 15 * 60_000

type Shown = 'menu' | 'emoji' | 'edit' | 'delete'

export function MessageActions({ message }: { message: Message }) {
  const here = useRef<HTMLSpanElement>(null)
  const [isOver, setOver] = useState(false)
  const [shown, setShown] = useState<{ what: Shown; at: { x: number; y: number } } | null>(null)
  const close = () => setShown(null)
  usePointer(here, {
    over: setOver,
    beside: () => answer(message),
    right: (at) => setShown({ what: 'menu', at }),
  })
  const show = (what: Shown) => (event: React.MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    setShown({ what, at: { x: box.left, y: box.bottom + 4 } })
  }
  const now = shown?.what
  return (
    <span ref={here}>
      {(isOver || shown) && <Controls message={message} isOpen={now === 'menu'} show={show} />}
      {shown && now === 'menu' && <Menu items={itemsFor(message, (what) => setShown({ ...shown, what }))} at={shown.at} close={close} />}
      {shown && now === 'emoji' && <EmojiTray message={message} at={shown.at} close={close} />}
      {now === 'edit' && <EditDialog message={message} close={close} />}
      {now === 'delete' && <DeleteDialog message={message} close={close} />}
    </span>
  )
}

interface Shows {
  message: Message
  isOpen: boolean
  show: (what: Shown) => (event: React.MouseEvent) => void
}

function Controls({ message, isOpen, show }: Shows) {
  useLook()
  const side = message.direction === 'out' ? css.reactOut : css.reactIn
  return (
    <>
      <div className={css.context}>
        <div
          data-js-context-icon="true"
          {...testid('icon-down-context')}
          tabIndex={0}
          aria-label={contextLabel()}
          aria-expanded={isOpen}
          role="button"
          className={css.contextButton}
          onClick={show('menu')}
        >
          <Icon title={build().contextIcon} size={18} />
        </div>
      </div>
      {!message.deleted_by && (
        <div className={side}>
          <div
            role="button"
            tabIndex={0}
            {...testid('reaction-entry-point')}
            aria-label={messageWords().react}
            className={css.reactButton}
            onClick={show('emoji')}
          >
            <Icon title="react" size={16} />
          </div>
        </div>
      )}
    </>
  )
}

function itemsFor(message: Message, turnTo: (what: Shown) => void): Item[] {
  const words = messageWords()
  const isOwn = message.direction === 'out'
  const isThere = message.deleted_by === null
  const isFresh = now().getTime() - new Date(message.at).getTime() <= EDITABLE_FOR
  const canEdit = isOwn && isThere && isFresh && message.content.kind === 'text' && message.status !== 'pending'
  const items: (Item | false)[] = [
    isThere && { label: words.reply, run: () => answer(message) },
    isThere && message.text !== '' && { label: words.copy, run: () => void navigator.clipboard?.writeText(message.text).catch(() => {}) },
    isThere && { label: words.react, run: () => turnTo('emoji') },
    canEdit && { label: words.edit, run: () => turnTo('edit') },
    isOwn && isThere && { label: words.remove, run: () => turnTo('delete') },
  ]
  return items.filter((item) => item !== false)
}

function answer(message: Message): void {
  const talk = conversation.get()
  if (!talk || message.deleted_by !== null) return
  answering.set({ chat: talk.chat.id, message })
  open.composer?.focus()
}

interface Pointer {
  over(isOver: boolean): void
  /** A double press beside the bubble, which answers it. */
  beside(): void
  right(at: { x: number; y: number }): void
}

function usePointer(here: React.RefObject<HTMLElement | null>, pointer: Pointer): void {
  const latest = useRef(pointer)
  latest.current = pointer
  useEffect(() => {
    const button = here.current
    const row = button?.closest('[data-id]')
    const around = button?.closest('.focusable-list-item')
    const bubble = Array.from(around?.children ?? []).find((part) => part.contains(button)) as HTMLElement | undefined
    if (!bubble || !row) return
    const ended = new AbortController()
    const { signal } = ended
    row.addEventListener('mouseenter', () => latest.current.over(true), { signal })
    row.addEventListener('mouseleave', () => latest.current.over(false), { signal })
    const beside = (event: Event) => {
      if (event.target instanceof Node && !bubble.contains(event.target)) latest.current.beside()
    }
    row.addEventListener('dblclick', beside, { signal })
    const right = (event: MouseEvent) => {
      event.preventDefault()
      latest.current.right({ x: event.clientX, y: event.clientY })
    }
    bubble.addEventListener('contextmenu', right, { signal })
    return () => ended.abort()
  }, [here])
}
