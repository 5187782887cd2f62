// The buttons around the editor. Their nesting changed with every design of the page, so it is written out by build.
import type { ReactNode } from 'react'

import { profile, testid } from '../../look/profile'
import { composeWords, emojiLabel } from '../../words/compose'
import { Drawing, Icon } from '../Icon'
import { build } from './build'
import css from './compose.module.css'

type Press = (event: React.MouseEvent) => void

export function AttachButton({ press, isOpen }: { press: Press; isOpen: boolean }) {
  const { buttons, attachIcon } = build()
  const label = composeWords().attach
  const icon = <Icon title={attachIcon} size={22} />
  if (buttons === 'clip') {
    return (
      <div {...testid('conversation-clip')}>
        <div aria-disabled="false" role="button" tabIndex={0} data-tab="10" title={label} aria-label={label} className={css.round} onClick={press}>
          {icon}
        </div>
      </div>
    )
  }
  if (buttons === 'plain') {
    return (
      <button tabIndex={0} data-tab="10" title={label} type="button" className={css.round} onClick={press}>
        {icon}
      </button>
    )
  }
  return (
    <div>
      <button
        type="button"
        data-tab="10"
        aria-label={label}
        aria-disabled="false"
        aria-expanded={isOpen}
        aria-haspopup="menu"
        tabIndex={0}
        className={`html-button ${css.round}`}
        onClick={press}
      >
        <Inside>{icon}</Inside>
      </button>
    </div>
  )
}

export function EmojiButton() {
  const { buttons, emojiIcon } = build()
  const label = emojiLabel()
  if (buttons === 'clip') {
    return (
      <button tabIndex={-1} type="button" aria-label={label} data-tab="10" {...testid('compose-btn-emoji')} className={css.round}>
        <div>
          <Icon title={emojiIcon} size={22} />
        </div>
      </button>
    )
  }
  if (buttons === 'plain') {
    return (
      <button tabIndex={0} data-tab="10" type="button" aria-label={label} className={css.round}>
        <Icon title={emojiIcon} size={22} />
      </button>
    )
  }
  return (
    <div>
      <button type="button" data-tab="10" aria-label={label} aria-disabled="false" tabIndex={0} className={`html-button ${css.round}`}>
        <Inside>
          <span aria-hidden="true">
            <Drawing title={emojiIcon} size={22} />
          </span>
        </Inside>
      </button>
    </div>
  )
}

export function SendButton({ press }: { press: Press }) {
  const { buttons, sendIcon } = build()
  const isClip = buttons === 'clip'
  return (
    <button
      {...(isClip ? testid('compose-btn-send') : {})}
      {...(isClip || buttons === 'plain' ? {} : { type: 'button' as const, ...states() })}
      aria-label={composeWords().send}
      data-tab="11"
      className={css.send}
      onClick={press}
    >
      <Inside>
        <Icon title={sendIcon} size={20} />
      </Inside>
    </button>
  )
}

export function VoiceButton() {
  const { buttons, voiceIcon } = build()
  const label = composeWords().voice
  const icon = <Icon title={voiceIcon} size={22} />
  if (buttons === 'clip') {
    return (
      <button {...testid('ptt-ready-btn')} aria-label={label} data-tab="11" className={css.round}>
        {icon}
      </button>
    )
  }
  const button = (
    <button type="button" data-tab="11" aria-label={label} {...states()} tabIndex={0} className={css.round}>
      <Inside>{icon}</Inside>
    </button>
  )
  if (buttons !== 'nested') return button
  // A button in a button: invalid, and so it stood on the real page.
  return (
    <button type="button" aria-label={label} className={css.bare} tabIndex={-1}>
      <div>
        <span className="html-span">{button}</span>
      </div>
    </button>
  )
}

/** What the button at the end of the line says of itself since it shares its making with the other buttons. */
function states(): Record<`aria-${string}`, boolean> {
  const { buttons } = build()
  if (buttons === 'clip' || buttons === 'plain') return {}
  return profile().name === '2026-04' ? { 'aria-disabled': false, 'aria-expanded': false } : { 'aria-disabled': false }
}

/** In spring 2026 every button held three boxes. */
function Inside({ children }: { children: ReactNode }) {
  if (build().buttons !== 'nested') return children
  return (
    <div className="html-div">
      <div className="html-div">
        <div className="html-div">{children}</div>
      </div>
    </div>
  )
}
