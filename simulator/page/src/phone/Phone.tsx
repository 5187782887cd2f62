// The contacts' side: whose chats there are, the owner's phone with its link, and the open chat.
import { useState } from 'react'

import { useAtom } from '../atom'
import { Chats } from './Chats'
import { Talk } from './Talk'
import css from './phone.module.css'
import { ask, isConnected, picture, type Picture } from './wire'

export function Phone() {
  const shown = useAtom(picture)
  const isOnline = useAtom(isConnected)
  if (!shown) {
    return (
      <p className={css.wait} role="status">
        {isOnline ? 'Loading…' : 'The simulator is not running.'}
      </p>
    )
  }
  return (
    <div className={shown.chat ? `${css.phone} ${css.isTalking}` : css.phone}>
      <nav className={css.list} aria-label="Chats">
        <header className={css.top}>
          <h1>The contacts’ phone</h1>
          <p>
            Write here as the people who write to <bdi>{shown.owner}</bdi>.
          </p>
          {!isOnline && (
            <p className={css.warning} role="alert">
              The simulator is not running.
            </p>
          )}
        </header>
        <OwnersPhone shown={shown} />
        <Chats shown={shown} />
      </nav>
      {shown.chat ? (
        <Talk key={shown.chat.id} chat={shown.chat} owner={shown.owner} />
      ) : (
        <main className={css.nothing}>
          <p>Choose a chat to write as that contact.</p>
        </main>
      )}
    </div>
  )
}

function OwnersPhone({ shown }: { shown: Picture }) {
  return (
    <section className={shown.code ? `${css.owner} ${css.isCode}` : css.owner} aria-label="The owner’s phone">
      <div className={css.buttons}>
        <span className={shown.linked && shown.online ? `${css.dot} ${css.isOn}` : css.dot} aria-hidden="true" />
        <span role="status" className={css.grow}>
          {linkWords(shown)}
        </span>
        <label className={css.switch}>
          <span>Online</span>
          <input type="checkbox" role="switch" aria-label="The owner’s phone is online" checked={shown.online} onChange={(event) => ask({ t: 'online', on: event.target.checked })} />
        </label>
      </div>
      {shown.screen === 'phone_code' && <Characters />}
      {(shown.code || shown.linked) && (
        <div className={css.buttons}>
          {shown.code && (
            <button type="button" className={css.main} onClick={() => ask({ t: 'scan' })}>
              Scan the code
            </button>
          )}
          {shown.linked && (
            <button type="button" className={css.plain} onClick={() => ask({ t: 'unlink' })}>
              Unlink
            </button>
          )}
        </div>
      )}
    </section>
  )
}

/** The other way to link: eight characters, typed by hand. */
function Characters() {
  const [code, setCode] = useState('')
  return (
    <form
      className={css.buttons}
      onSubmit={(event) => {
        event.preventDefault()
        ask({ t: 'confirm', code })
      }}
    >
      <input className={css.characters} aria-label="Code from the page" placeholder="ABCD-1234" maxLength={12} autoCapitalize="characters" value={code} onChange={(event) => setCode(event.target.value)} />
      <button type="submit" className={css.main} disabled={!code.trim()}>
        Confirm
      </button>
    </form>
  )
}

function linkWords({ linked, screen, code, online }: Picture): string {
  if (code) return 'The page shows a code to link it.'
  if (screen === 'closed') return linked ? 'Linked. The page is not open.' : 'The page is not open yet.'
  if (screen === 'phone_code') return 'The page shows eight characters.'
  if (screen === 'qr') return 'The page is preparing its code.'
  if (!linked) return 'The page is starting.'
  return online ? 'Linked. The page is open.' : 'Linked. The phone is offline.'
}
