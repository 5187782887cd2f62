// A chat that is begun by the address of the page: `/send?phone=…&text=…`. Nothing is sent by it.
import { useEffect, useState } from 'react'

import { lookedUp, lookUp, openChat } from '../../actions'
import { useAtom, usePart } from '../../atom'
import { useLook } from '../../look/look'
import { testid } from '../../look/profile'
import { found, list, unknownList } from '../../state'
import { linkWords, refusal } from '../../words/links'
import { Dialog } from '../overlay/Dialog'
import css from './compose.module.css'
import { written } from './numbers'
import { brought } from './writing'

interface Link {
  readonly number: string
  readonly text: string
}

/** Read once: a page follows its address when the chats are there, and not again. */
let link: Link | null = read()

function read(): Link | null {
  const { pathname, searchParams } = new URL(location.href)
  if (!pathname.endsWith('/send') || !searchParams.has('phone')) return null
  return { number: (searchParams.get('phone') ?? '').replace(/\D/g, ''), text: searchParams.get('text') ?? '' }
}

export function DeepLink() {
  useLook()
  const [now, setNow] = useState<{ link: Link; stage: 'starting' | 'refused' } | null>(null)
  const isReady = usePart(list, (known) => known !== unknownList)
  const answer = useAtom(found)
  useEffect(() => {
    if (!isReady || !link) return
    const followed = link
    link = null
    history.replaceState(null, '', new URL('./', location.href).pathname)
    setNow({ link: followed, stage: isNumber(followed.number) ? 'starting' : 'refused' })
    if (isNumber(followed.number)) lookUp(followed.number, 'link')
  }, [isReady])
  useEffect(() => {
    if (now?.stage !== 'starting' || answer?.by !== 'link' || answer.number !== now.link.number) return
    lookedUp()
    found.set(null)
    if (answer.chat === null) return setNow({ ...now, stage: 'refused' })
    setNow(null)
    if (now.link.text) brought.set({ chat: answer.chat, text: now.link.text })
    openChat(answer.chat)
  }, [answer, now])
  const close = () => {
    lookedUp()
    setNow(null)
  }
  if (!now) return null
  return now.stage === 'starting' ? <Starting cancel={close} /> : <Refused number={now.link.number} close={close} />
}

function isNumber(number: string): boolean {
  return number.length > 0 && number.length <= 20
}

function Starting({ cancel }: { cancel: () => void }) {
  const words = linkWords()
  return (
    <Dialog label={words.starting} name="confirm-popup">
      <div {...testid('popup-contents')} className={css.starting}>
        <svg role="status" viewBox="0 0 24 24" width="28" height="28" className={css.spinner}>
          <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="3" strokeDasharray="40 20" />
        </svg>
        {words.starting}
      </div>
      <div className={css.answers}>
        <button type="button" {...testid('popup-controls-cancel')} className={css.plain} onClick={cancel}>
          {words.cancel}
        </button>
      </div>
    </Dialog>
  )
}

function Refused({ number, close }: { number: string; close: () => void }) {
  const words = linkWords()
  const text = refusal(isNumber(number) ? written(number) : null)
  return (
    <Dialog label={text} name="confirm-popup">
      <div {...testid('popup-contents')} className={css.question}>
        {text}
      </div>
      <div className={css.answers}>
        <button type="button" {...testid('popup-controls-ok')} className={css.strong} onClick={close}>
          {words.ok}
        </button>
      </div>
    </Dialog>
  )
}
