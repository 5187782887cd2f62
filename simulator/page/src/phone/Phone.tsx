// The contacts' side: whose chats there are, the link of the owner's computer, and the open chat.
import { useState } from 'react'

import { useAtom } from '../atom'
import { listTime } from '../look/times'
import { Avatar } from '../parts/Avatar'
import { Talk } from './Talk'
import css from './phone.module.css'
import { ask, isConnected, picture, type Picture, type Row } from './wire'

const days = { today: 'Today', yesterday: 'Yesterday' }

export function Phone() {
  const shown = useAtom(picture)
  const isOnline = useAtom(isConnected)
  if (!shown) return <p className={css.wait}>{isOnline ? 'Loading…' : 'The simulator is not running.'}</p>
  return (
    <div className={shown.chat ? `${css.phone} ${css.isTalking}` : css.phone}>
      <nav className={css.list}>
        <header className={css.top}>
          <h1>The contacts’ phone</h1>
          <p>Write here as the people who write to {shown.owner}.</p>
          {!isOnline && <p className={css.warning}>The simulator is not running.</p>}
        </header>
        <Linking shown={shown} />
        <ul className={css.chats}>
          {shown.chats.map((row) => (
            <li key={row.id}>
              <Chat row={row} isOpen={row.id === shown.chat?.id} />
            </li>
          ))}
        </ul>
        <NewContact />
      </nav>
      {shown.chat ? (
        <Talk key={shown.chat.id} chat={shown.chat} owner={shown.owner} />
      ) : (
        <main className={css.nothing}>Choose a chat to write as that contact.</main>
      )}
    </div>
  )
}

function Linking({ shown }: { shown: Picture }) {
  if (shown.code) {
    return (
      <section className={`${css.link} ${css.isCode}`}>
        <p>The page shows a code to link it.</p>
        <button type="button" className={css.main} onClick={() => ask({ t: 'scan' })}>
          Scan the code
        </button>
      </section>
    )
  }
  return (
    <section className={css.link}>
      <p>{linkWords(shown)}</p>
      {shown.linked && (
        <button type="button" className={css.plain} onClick={() => ask({ t: 'unlink' })}>
          Unlink
        </button>
      )}
    </section>
  )
}

function linkWords({ linked, screen }: Picture): string {
  if (screen === 'closed') return linked ? 'Linked. The page is not open.' : 'The page is not open yet.'
  if (screen === 'qr') return 'The page is preparing its code.'
  return linked ? 'Linked. The page is open.' : 'The page is starting.'
}

function Chat({ row, isOpen }: { row: Row; isOpen: boolean }) {
  return (
    <button
      type="button"
      className={css.chat}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => ask({ t: 'look', chat: row.id })}
    >
      <Avatar kind={row.kind} name={row.name} size={44} />
      <span className={css.chatBody}>
        <span className={css.chatName} dir="auto">
          {row.name}
        </span>
        <span className={css.chatLast} dir="auto">
          {row.last ?? 'No messages yet'}
        </span>
      </span>
      <span className={css.chatSide}>
        <time>{row.at && listTime(new Date(row.at), days)}</time>
        {row.unread > 0 && <span title="Not read yet">{row.unread} unread</span>}
      </span>
    </button>
  )
}

function NewContact() {
  const [name, setName] = useState('')
  const meet = () => {
    if (!name.trim()) return
    ask({ t: 'meet', name: name.trim() })
    setName('')
  }
  return (
    <form
      className={css.meet}
      onSubmit={(event) => {
        event.preventDefault()
        meet()
      }}
    >
      <input aria-label="Name of a new contact" placeholder="A new contact’s name" value={name} onChange={(event) => setName(event.target.value)} />
      <button type="submit" className={css.plain} disabled={!name.trim()}>
        Add
      </button>
    </form>
  )
}
