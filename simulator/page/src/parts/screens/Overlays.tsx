// Dialogs and toasts that the world puts over the page.
import { useState } from 'react'
import { createPortal } from 'react-dom'

import { press } from '../../actions'
import { useAtom } from '../../atom'
import { testid } from '../../look/profile'
import { dialog, screen, toast } from '../../state'
import { stopWords } from '../../words/stops'
import type { ToldDialog } from '../../wire'
import { Icon } from '../Icon'
import { Dialog } from '../overlay/Dialog'
import { Confirm } from './Confirm'
import { era } from './eras'
import css from './screens.module.css'

export function Overlays() {
  const isMain = useAtom(screen).name === 'main'
  const asked = useAtom(dialog)
  return (
    <>
      {isMain && asked && <Asked told={asked} />}
      {isMain && <Toast />}
    </>
  )
}

function Asked({ told }: { told: ToldDialog }) {
  const words = stopWords()
  const answer = (what: string) => press(what, told.name)
  if (told.name === 'whats_new') return <News told={told} />
  if (told.name === 'notice') {
    return <Confirm title={told.title ?? ''} text={told.text ?? words.notice} buttons={{ dialog_ok: words.ok }} press={answer} />
  }
  return (
    <Confirm
      title={told.title ?? words.question.title}
      text={told.text ?? words.question.text}
      buttons={{ dialog_ok: words.ok, dialog_cancel: words.cancel }}
      press={answer}
    />
  )
}

/** A carousel that lets no click through to the page until it is closed. */
function News({ told }: { told: ToldDialog }) {
  const [place, setPlace] = useState(0)
  const words = stopWords()
  const page = words.news.pages[place]!
  return (
    <Dialog label={told.title ?? words.news.label}>
      <div className={css.news}>
        <button type="button" aria-label={words.close} className={css.newsClose} onClick={() => press('dialog_close', told.name)}>
          <Icon title={era().close} size={20} />
        </button>
        <div className={css.newsPicture}>
          <Icon title={['ic-search', 'ic-sync', 'ic-mood'][place]!} size={64} />
        </div>
        <h1 className={css.newsTitle}>{place === 0 ? (told.title ?? page.title) : page.title}</h1>
        <div>{place === 0 ? (told.text ?? page.text) : page.text}</div>
        <div className={css.dots}>
          {words.news.pages.map((one, number) => (
            <button
              key={one.title}
              type="button"
              aria-label={one.title}
              aria-current={number === place}
              className={css.dot}
              onClick={() => setPlace(number)}
            />
          ))}
        </div>
        <div className={css.buttons} style={{ justifyContent: 'center' }}>
          <button type="button" className={css.main} onClick={() => press('dialog_continue', told.name)}>
            {words.continue}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

function Toast() {
  const text = useAtom(toast)
  return createPortal(
    text && (
      <div role="status" aria-live="polite" className={css.toast}>
        <div {...testid('toast-body')}>{text}</div>
      </div>
    ),
    document.body,
  )
}
