// Where people write: attach, text, and either send or a voice message.
import { useEffect, useRef, useState, type HTMLAttributes, type KeyboardEvent } from 'react'

import { draftChanged, keysPressed, send } from '../../actions'
import { useLook } from '../../look/look'
import { profile, testid } from '../../look/profile'
import type { ComposerState } from '../../state'
import type { Head } from '../../wire'
import { composerLabel, placeholder } from '../../words/compose'
import { AttachMenu, StickerInput } from './AttachMenu'
import { EmojiButton, SendButton, VoiceButton } from './Buttons'
import css from './compose.module.css'
import { chosen, type Way } from './files'
import { QuotePreview } from './QuotePreview'
import { takeQuote } from './quotes'
import { RichInput, type Writing } from './RichInput'
import { attached, brought, open } from './writing'

/** The editor stays full for a moment after a message left, as on the real page. */
const EMPTIES_AFTER = 90

/** `kept` outlives the composer, for a chat that is closed to writing and opened again. */
export function Composer({ state, kept }: { state: ComposerState; kept: { text: string | null } }) {
  useLook()
  const { chat } = state
  const writing = useRef<Writing>(null)
  const first = useFirstText(state, kept)
  const [hasText, setHasText] = useState(first.trim() !== '')
  const keys = useKeyLog(chat.id)
  const submit = useSubmit(chat.id, writing)
  const changed = (text: string) => {
    setHasText(text.trim() !== '')
    if (text !== (kept.text ?? state.draft)) draftChanged(chat.id, text)
    kept.text = text
  }
  const take = (files: File[], way: Way) => void attach(chat.id, files, way, writing.current)
  useOpenComposer(writing)
  return (
    <div className={`copyable-area ${css.area}`}>
      <div {...testid('compose-box')}>
        <QuotePreview chat={chat.id} />
        <div className={css.row}>
          <AttachMenu take={take} />
          <EmojiButton />
          <RichInput
            handle={writing}
            first={first}
            hint={placeholder()}
            attributes={{ ...composerAttributes(chat), onKeyDown: keys }}
            changed={changed}
            submit={submit}
            files={(files) => take(files, 'media')}
          />
          {hasText ? <SendButton press={submit} /> : <VoiceButton />}
        </div>
      </div>
      <StickerInput take={take} />
    </div>
  )
}

function composerAttributes(chat: Head): HTMLAttributes<HTMLDivElement> & Record<`data-${string}`, string> {
  const label = composerLabel(chat.name, chat.kind)
  const common = { tabIndex: 10, 'data-tab': '10', ...testid('conversation-compose-box-input') }
  if (profile().composerLabel === 'title') return { ...common, title: label }
  return {
    ...common,
    'aria-activedescendant': '',
    'aria-label': label,
    'aria-placeholder': placeholder(),
    'aria-autocomplete': 'list',
    'aria-owns': 'emoji-suggestion',
  }
}

/** What a link brought, else what stood here before, else the draft. */
function useFirstText(state: ComposerState, kept: { text: string | null }): string {
  const [first] = useState(() => {
    const words = brought.get()
    return words?.chat === state.chat.id ? words.text : (kept.text ?? state.draft)
  })
  useEffect(() => {
    if (brought.get()?.chat === state.chat.id) brought.set(null)
  }, [state.chat.id])
  return first
}

function useSubmit(chat: string, writing: React.RefObject<Writing | null>): () => void {
  /** What was sent and still stands there. */
  const leaving = useRef('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const rest = (now: string) => (now.startsWith(leaving.current) ? now.slice(leaving.current.length) : '')
  const empty = () => {
    writing.current?.put(rest(writing.current.text()))
    leaving.current = ''
  }
  return () => {
    const now = writing.current?.text() ?? ''
    // Whoever is quicker than the page sends only what came after.
    const text = rest(now).trim()
    if (!text) return
    send(chat, text, { quote: takeQuote(chat) })
    leaving.current = now
    clearTimeout(timer.current)
    timer.current = setTimeout(empty, EMPTIES_AFTER)
  }
}

/** What was written already becomes the caption. */
async function attach(chat: string, files: File[], way: Way, writing: Writing | null): Promise<void> {
  if (!files.length) return
  const read = await chosen(files, way)
  if (way === 'sticker') {
    for (const file of read) send(chat, '', { content: file.content, quote: takeQuote(chat) })
    return
  }
  const before = attached.get()
  const more = before?.chat === chat ? before.files : []
  attached.set({ chat, files: [...more, ...read], caption: before?.caption ?? writing?.text().trim() ?? '' })
  writing?.put('')
}

function useOpenComposer(writing: React.RefObject<Writing | null>): void {
  useEffect(() => {
    const mine = { focus: () => writing.current?.focus(), put: (text: string) => writing.current?.put(text) }
    open.composer = mine
    return () => {
      if (open.composer === mine) open.composer = null
    }
  }, [writing])
}

/** Which keys went into the composer: named ones by name, letters only as a number. */
function useKeyLog(chat: string): (event: KeyboardEvent) => void {
  const log = useRef<{ named: string[]; count: number; timer?: ReturnType<typeof setTimeout> }>({ named: [], count: 0 })
  return (event) => {
    const held = log.current
    if (event.key.length === 1) held.count += 1
    else held.named.push(event.shiftKey && event.key !== 'Shift' ? `Shift+${event.key}` : event.key)
    held.timer ??= setTimeout(() => {
      keysPressed(chat, held.named, held.count)
      log.current = { named: [], count: 0 }
    }, 60)
  }
}
