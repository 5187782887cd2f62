// The list of chats: a window of it, a search, and where new people and groups come from.
import { useEffect, useRef, useState } from 'react'

import { listTime } from '../look/times'
import { Avatar } from '../parts/Avatar'
import { heldWords } from './held'
import { NewChat } from './NewChat'
import css from './phone.module.css'
import { PhoneIcon } from './PhoneIcon'
import { ask, PAGE, type Picture, type Row } from './wire'

const days = { today: 'Today', yesterday: 'Yesterday' }
const STEP = 60

export function Chats({ shown }: { shown: Picture }) {
  const [query, setQuery] = useState('')
  const [isMeeting, setMeeting] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const find = (words: string) => {
    setQuery(words)
    list.current?.scrollTo(0, 0)
    ask({ t: 'find', query: words, end: STEP })
  }
  const isLeft = shown.total > shown.chats.length
  return (
    <>
      <div className={css.find}>
        <PhoneIcon name="search" size={18} />
        <input type="search" aria-label="Search chats" placeholder="Search" dir="auto" maxLength={200} value={query} onChange={(event) => find(event.target.value)} />
        <button type="button" className={css.round} aria-label="New contact or group" title="New contact or group" onClick={() => setMeeting(true)}>
          <PhoneIcon name="plus" />
        </button>
      </div>
      <ul ref={list} className={css.chats} onScroll={(event) => isNearEnd(event.currentTarget) && more(shown)}>
        {shown.chats.map((row) => (
          <li key={row.id}>
            <Chat row={row} isOpen={row.id === shown.chat?.id} />
          </li>
        ))}
        {shown.chats.length === 0 && <li className={css.empty}>{emptyWords(shown.query)}</li>}
        {isLeft && (
          <li className={css.empty}>
            <button type="button" className={css.plain} onClick={() => more(shown)}>
              {`Show more of ${shown.total.toLocaleString('en')} chats`}
            </button>
          </li>
        )}
      </ul>
      <NewChat isOpen={isMeeting} close={() => setMeeting(false)} />
    </>
  )
}

function more(shown: Picture): void {
  const end = Math.min(1000, shown.chats.length + STEP)
  if (shown.total > shown.chats.length && end > shown.chats.length) ask({ t: 'find', query: shown.query, end })
}

function isNearEnd(list: HTMLElement): boolean {
  return list.scrollHeight - list.scrollTop - list.clientHeight < 200
}

function emptyWords(query: string): string {
  return query ? `Nobody is called “${query}”.` : 'No chats yet. Press + to add a contact.'
}

function Chat({ row, isOpen }: { row: Row; isOpen: boolean }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isOpen) button.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <button
      ref={button}
      type="button"
      className={css.chat}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => ask({ t: 'look', chat: row.id, limit: PAGE })}
    >
      <Avatar kind={row.kind} name={row.name} size={44} />
      <span className={css.chatBody}>
        <bdi className={css.chatName} title={row.name}>
          {row.push_name ? `${row.push_name} · ${row.name}` : row.name}
        </bdi>
        <span className={css.chatLast} dir="auto">
          {lastWords(row)}
        </span>
      </span>
      <span className={css.chatSide}>
        <time>{row.at && listTime(new Date(row.at), days)}</time>
        {row.unread > 0 && <span className={css.unread} title="Not read by the owner yet">{`${row.unread} unread`}</span>}
        {row.unread === 0 && row.is_archived && <span>Archived</span>}
      </span>
    </button>
  )
}

function lastWords({ last }: Row): string {
  if (!last) return 'No messages yet'
  const words = last.is_deleted ? 'Deleted message' : heldWords(last.kind, last.text)
  return last.sender ? `${last.sender}: ${words}` : words
}
