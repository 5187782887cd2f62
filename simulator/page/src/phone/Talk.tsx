// One chat as the contact sees it: their own words on the right, the answers on the left.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'

import { clockTime, dayKey, dayLabel } from '../look/times'
import css from './phone.module.css'
import { ask, type Bubble, type Picture } from './wire'

const OWNER = '\u0000owner'
const TYPING_ENDS = 3000
const days = { today: 'Today', yesterday: 'Yesterday' }

type OpenChat = NonNullable<Picture['chat']>

export function Talk({ chat, owner }: { chat: OpenChat; owner: string }) {
  const scroller = useRef<HTMLDivElement>(null)
  const last = chat.messages.at(-1)?.id
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }, [last])
  return (
    <main className={css.talk}>
      <header className={css.talkTop}>
        <button type="button" className={css.back} aria-label="Back to the chats" onClick={() => ask({ t: 'look', chat: null })}>
          ‹
        </button>
        <h2 dir="auto">{chat.name}</h2>
      </header>
      <div ref={scroller} className={css.bubbles}>
        {chat.messages.map((bubble, place) => (
          <One key={bubble.id} bubble={bubble} before={chat.messages[place - 1]} isGroup={chat.kind === 'group'} />
        ))}
      </div>
      <Writing chat={chat} owner={owner} />
    </main>
  )
}

function One({ bubble, before, isGroup }: { bubble: Bubble; before: Bubble | undefined; isGroup: boolean }) {
  const at = new Date(bubble.at)
  const isNewDay = !before || dayKey(new Date(before.at)) !== dayKey(at)
  const isTheirs = bubble.direction === 'in'
  return (
    <>
      {isNewDay && <p className={css.day}>{dayLabel(at, days)}</p>}
      <div className={isTheirs ? css.mine : css.answer} data-from={isTheirs ? 'contact' : 'owner'}>
        {(isGroup || !isTheirs) && <strong dir="auto">{bubble.sender}</strong>}
        <span dir="auto" className={css.words}>
          {bubble.text}
        </span>
        <time>{clockTime(at)}</time>
      </div>
    </>
  )
}

function Writing({ chat, owner }: { chat: OpenChat; owner: string }) {
  const people = chat.members.length ? chat.members : [chat.name]
  const [text, setText] = useState('')
  const [who, setWho] = useState(people[0] ?? chat.name)
  const isOwner = who === OWNER
  const typed = useTyping(chat.id, isOwner ? null : who)
  const send = () => {
    if (!text.trim()) return
    ask(isOwner ? { t: 'own', chat: chat.id, text } : { t: 'write', chat: chat.id, text, sender: who })
    setText('')
  }
  return (
    <form
      className={css.writing}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label>
        Write as
        <select value={who} onChange={(event) => setWho(event.target.value)}>
          {people.map((person) => (
            <option key={person}>{person}</option>
          ))}
          <option value={OWNER}>{owner}, on their own phone</option>
        </select>
      </label>
      <div className={css.row}>
        <textarea
          aria-label="Message"
          placeholder="Message"
          rows={1}
          dir="auto"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            typed(event.target.value !== '')
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" className={css.main} disabled={!text.trim()}>
          Send
        </button>
      </div>
    </form>
  )
}

/** Says "typing" while keys are pressed, and takes it back after a pause. */
function useTyping(chat: string, who: string | null): (isTyping: boolean) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isOn = useRef(false)
  const say = (on: boolean) => {
    if (isOn.current === on || who === null) return
    isOn.current = on
    ask({ t: 'typing', chat, on, sender: who })
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  return (isTyping) => {
    clearTimeout(timer.current)
    say(isTyping)
    if (isTyping) timer.current = setTimeout(() => say(false), TYPING_ENDS)
  }
}
