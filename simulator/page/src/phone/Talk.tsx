// One chat as its contacts see it: their own words on the right, the owner's on the left.
import { useLayoutEffect, useRef, useState } from 'react'

import { dayKey, dayLabel } from '../look/times'
import { Avatar } from '../parts/Avatar'
import { BubbleRow } from './BubbleRow'
import css from './phone.module.css'
import { PhoneIcon } from './PhoneIcon'
import { ask, PAGE, type Bubble, type OpenChat } from './wire'
import { Writing } from './Writing'

export const OWNER = '\u0000owner'
const days = { today: 'Today', yesterday: 'Yesterday' }
const NEAR = 120

/** What the words in the composer are about to be. */
export interface About {
  readonly kind: 'reply' | 'edit'
  readonly bubble: Bubble
}

export function Talk({ chat, owner }: { chat: OpenChat; owner: string }) {
  const people = chat.members.length ? chat.members : [chat.name]
  const [chosen, setWho] = useState(people[0] ?? chat.name)
  const who = chosen === OWNER || people.includes(chosen) ? chosen : (people[0] ?? chat.name)
  const [about, setAbout] = useState<About | null>(null)
  const [touched, setTouched] = useState<string | null>(null)
  return (
    <main className={css.talk} aria-label={`Chat with ${chat.name}`}>
      <TalkTop chat={chat} />
      <Bubbles chat={chat}>
        {(bubble) => (
          <BubbleRow
            key={bubble.id}
            bubble={bubble}
            isGroup={chat.kind !== 'person'}
            isTouched={touched === bubble.id}
            touch={(on) => setTouched(on ? bubble.id : null)}
            act={(kind) => {
              setTouched(null)
              setAbout({ kind, bubble })
            }}
            react={(emoji) => {
              setTouched(null)
              const by = who === OWNER ? owner : who
              ask({ t: 'react', message: bubble.id, by: who === OWNER ? null : who, emoji: bubble.reactions[by] === emoji ? null : emoji })
            }}
          />
        )}
      </Bubbles>
      <Writing chat={chat} owner={owner} people={people} who={who} setWho={setWho} about={about} forget={() => setAbout(null)} />
    </main>
  )
}

function TalkTop({ chat }: { chat: OpenChat }) {
  const toRead = chat.unread > 0
  const toSee = chat.messages.some((bubble) => bubble.status === 'sent' || bubble.status === 'delivered')
  return (
    <header className={css.talkTop}>
      <button type="button" className={`${css.round} ${css.back}`} aria-label="Back to the chats" onClick={() => ask({ t: 'look', chat: null })}>
        <PhoneIcon name="back" />
      </button>
      <Avatar kind={chat.kind} name={chat.name} size={36} />
      <div className={css.talkName}>
        <h2 dir="auto" title={chat.name}>
          {chat.push_name ? `${chat.push_name} · ${chat.name}` : chat.name}
        </h2>
        {chat.members.length > 0 && (
          <p dir="auto" title={chat.members.join(', ')}>
            {chat.members.join(', ')}
          </p>
        )}
      </div>
      {toRead && (
        <button type="button" className={`${css.plain} ${css.short}`} aria-label="Read as owner" title="The owner reads this chat on their phone" onClick={() => ask({ t: 'seen', chat: chat.id, by: 'owner' })}>
          <PhoneIcon name="eye" size={18} /> <span>Read as owner</span>
        </button>
      )}
      {toSee && (
        <button type="button" className={`${css.plain} ${css.short}`} aria-label="Mark seen" title="The contact has seen the owner’s messages" onClick={() => ask({ t: 'seen', chat: chat.id, by: 'contact' })}>
          <PhoneIcon name="ticks" size={18} /> <span>Mark seen</span>
        </button>
      )}
    </header>
  )
}

function Bubbles({ chat, children }: { chat: OpenChat; children: (bubble: Bubble) => React.ReactNode }) {
  const scroller = useRef<HTMLDivElement>(null)
  const fromEnd = useRef(0)
  const last = chat.messages.at(-1)?.id
  const first = chat.messages[0]?.id
  const known = useRef(last)
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const isNews = known.current !== last && fromEnd.current < NEAR
    // Older messages come in at the top, so that the distance to the end is what stays.
    box.scrollTop = isNews ? box.scrollHeight : box.scrollHeight - box.clientHeight - fromEnd.current
    known.current = last
  }, [first, last])
  const keep = () => {
    const box = scroller.current
    if (box) fromEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight
  }
  return (
    <div ref={scroller} className={css.bubbles} onScroll={keep} tabIndex={0} role="log" aria-label="Messages">
      {chat.is_more && (
        <button type="button" className={`${css.plain} ${css.older}`} onClick={() => ask({ t: 'look', chat: chat.id, limit: Math.min(2000, chat.messages.length + 2 * PAGE) })}>
          Older messages
        </button>
      )}
      {chat.messages.length === 0 && <p className={css.day}>Nobody has written here yet.</p>}
      {chat.messages.map((bubble, place) => (
        <Day key={bubble.id} bubble={bubble} before={chat.messages[place - 1]}>
          {children(bubble)}
        </Day>
      ))}
    </div>
  )
}

function Day({ bubble, before, children }: { bubble: Bubble; before: Bubble | undefined; children: React.ReactNode }) {
  const at = new Date(bubble.at)
  const isNew = !before || dayKey(new Date(before.at)) !== dayKey(at)
  return (
    <>
      {isNew && <p className={css.day}>{dayLabel(at, days)}</p>}
      {children}
    </>
  )
}
