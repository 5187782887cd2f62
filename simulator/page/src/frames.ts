// What the world says becomes what the page knows.
import { askForRows, closeChat, forgetEverything, opening, sayDrawn, sendWaiting, taken, waitingIn } from './actions'
import { setLinkKey } from './device'
import { showLook } from './look/root'
import { setAhead } from './look/times'
import { hang, reinsert } from './mischief'
import { append, change, prepend, tick } from './messages'
import {
  banner,
  composer,
  contacts,
  conversation,
  dialog,
  forgetChats,
  found,
  header,
  isRestricted,
  list,
  owner,
  pace,
  reader,
  screen,
  selected,
  syncing,
  toast,
  type Conversation,
} from './state'
import type { Frame, Message, Row } from './wire'

export interface Link {
  key: string | null
  isBack: boolean
}

/** Milliseconds by which each frame is drawn later, and what waits for its moment. */
let slowness = 0
let isBehind = false
let late: { frames: Frame[]; link: Link }[] = []

export function hear(frames: Frame[], link: Link): void {
  if (slowness || isBehind) {
    late.push({ frames, link })
    if (!isBehind) setTimeout(catchUp, slowness)
    isBehind = true
    return
  }
  for (const frame of frames) hearOne(frame, link)
}

/** One batch a turn and in their order, however slow it goes. */
function catchUp(): void {
  const next = late.shift()
  for (const frame of next?.frames ?? []) hearOne(frame, next!.link)
  isBehind = late.length > 0
  if (isBehind) setTimeout(catchUp, slowness)
}

function hearOne(frame: Frame, link: Link): void {
  switch (frame.t) {
    case 'look':
      if (frame.is_empty && selected.get()) closeChat()
      return showLook(frame)
    case 'screen':
      return showScreen(frame)
    case 'clock':
      return setAhead(frame.ahead)
    case 'banner':
      return banner.set(frame.banner)
    case 'dialog':
      return dialog.set(frame.dialog)
    case 'toast':
      return toast.set(frame.text)
    case 'slow':
      slowness = frame.ms
      return
    case 'hang':
      return hang(frame.seconds)
    case 'reinsert':
      return reinsert(frame.ids)
    case 'linked':
      link.key = frame.key
      void setLinkKey(frame.key)
      return
    case 'unlinked':
      link.key = null
      link.isBack = false
      void setLinkKey(null)
      return forgetEverything()
    case 'ready':
      link.isBack = true
      owner.set(frame.owner)
      syncing.set(null)
      pace.set(frame)
      askForRows()
      sendWaiting()
      return sayDrawn()
    case 'pace':
      return pace.set(frame)
    case 'list':
      return showList(frame)
    case 'syncing':
      return syncing.set(frame.percent)
    case 'restricted':
      return isRestricted.set(frame.on)
    case 'found':
      return found.set(frame)
    case 'contacts':
      return contacts.set(frame)
    case 'taken':
      return taken(frame.id)
    default:
      return hearOfChat(frame)
  }
}

type OfChat = Extract<Frame, { t: 'opened' | 'older' | 'new' | 'changed' | 'ticks' | 'head' }>

function hearOfChat(frame: OfChat): void {
  if (frame.t === 'opened') return opened(frame)
  if (frame.t === 'head') return headChanged(frame.chat)
  const talk = conversation.get()
  if (talk?.chat.id !== frame.chat) return collect(frame)
  if (frame.t === 'new') conversation.set(append(talk, frame.messages, reader.isAtBottom))
  else if (frame.t === 'older') conversation.set(prepend(talk, frame.messages, frame.is_more))
  else if (frame.t === 'changed') conversation.set(change(talk, frame.messages))
  else conversation.set(tick(talk, frame.ticks))
}

function showScreen(frame: Extract<Frame, { t: 'screen' }>): void {
  if (frame.name !== 'main') document.title = 'WhatsApp'
  if (frame.name === 'stop') {
    opening.count += 1
    forgetChats()
  }
  screen.set(frame)
}

function showList(frame: Extract<Frame, { t: 'list' }>): void {
  const before = list.get().rows
  const rows = new Map<string, Row>()
  for (const id of frame.ids) {
    const row = frame.rows[id] ?? before.get(id)
    if (row) rows.set(id, row)
  }
  const { total, start, ids, archived, unread } = frame
  list.set({ total, start, ids, rows, archived, unread })
  const title = unread ? `(${unread}) WhatsApp` : 'WhatsApp'
  // The browser takes the same title for a new one.
  if (document.title !== title) document.title = title
}

/** A chat that was asked for and whose pane has not switched yet. */
let coming: Conversation | null = null

function opened(frame: Extract<Frame, { t: 'opened' }>): void {
  const talk = conversation.get()
  if (talk?.chat.id === frame.chat.id && frame.is_more === null) {
    conversation.set(append(talk, frame.messages, reader.isAtBottom))
    return
  }
  if (selected.get() !== frame.chat.id) return
  coming = {
    chat: frame.chat,
    messages: withWaiting(frame.chat.id, frame.messages),
    isMore: frame.is_more ?? true,
    isBehind: false,
    isLoadingOlder: false,
    unread: frame.unread,
    firstUnread: firstUnread(frame.messages, frame.unread),
    change: 'opened',
    opening: opening.count,
  }
  const wait = pace.get().pane_switch * 1000 - (performance.now() - opening.askedAt)
  const mine = opening.count
  setTimeout(() => switchPane(mine, frame.draft), Math.max(0, wait))
}

/** The composer belongs to the new chat before the header names it, or the other way round when the lag is negative. */
function switchPane(mine: number, draft: string): void {
  const talk = coming
  if (!talk || mine !== opening.count) return
  coming = null
  const lag = pace.get().header_lag * 1000
  const showHead = () => mine === opening.count && header.set(conversation.get()?.chat ?? talk.chat)
  const showRest = () => {
    if (mine !== opening.count) return
    reader.isAtBottom = true
    conversation.set(talk)
    composer.set({ chat: talk.chat, draft, opening: mine })
  }
  if (lag >= 0) {
    showRest()
    setTimeout(showHead, lag)
  } else {
    header.set(talk.chat)
    setTimeout(showRest, -lag)
  }
}

/** News of the chat that is about to be shown. */
function collect(frame: Exclude<OfChat, { t: 'opened' | 'head' }>): void {
  if (coming?.chat.id !== frame.chat) return
  if (frame.t === 'new') coming = { ...append(coming, frame.messages, true), change: 'opened' }
  else if (frame.t === 'changed') coming = { ...change(coming, frame.messages), change: 'opened' }
  else if (frame.t === 'ticks') coming = { ...tick(coming, frame.ticks), change: 'opened' }
}

function headChanged(chat: Conversation['chat']): void {
  const talk = conversation.get()
  if (talk?.chat.id === chat.id) conversation.set({ ...talk, chat, change: 'ticked' })
  if (header.get()?.id === chat.id) header.set(chat)
}

function withWaiting(chat: string, messages: Message[]): Message[] {
  const known = new Set(messages.map((message) => message.id))
  return [...messages, ...waitingIn(chat).filter((message) => !known.has(message.id))]
}

function firstUnread(messages: Message[], unread: number): string | null {
  if (!unread) return null
  const incoming = messages.filter((message) => message.direction === 'in')
  return incoming.length >= unread ? (incoming[incoming.length - unread]?.id ?? null) : null
}
