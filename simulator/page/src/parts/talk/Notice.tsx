// System rows that are no bubbles: encryption, group changes, and in the oldest build also calls.
import { testid } from '../../look/profile'
import type { Message } from '../../wire'
import { kindWords } from '../../words/kinds'
import { Icon } from '../Icon'
import { build, classes, isOld } from './build'
import css from './talk.module.css'
import { direction, withEmoji } from './texts'

/** A call has been a bubble since 2024. */
export function isNotice(message: Message): boolean {
  return message.direction === 'system' && (message.content.kind !== 'call' || isOld())
}

export function Notice({ message }: { message: Message }) {
  const text = words(message)
  const icon = iconOf(message)
  return (
    <div className={classes('focusable-list-item', build().names.notice, css.notice)}>
      <span />
      <div {...testid('msg-notification-container')}>
        <div>
          <div role="button" tabIndex={0} className={css.chip}>
            <span {...(isOld() ? testid('system_message') : {})}>
              {icon && (
                <div className={css.chipIcon}>
                  <Icon title={icon} size={12} />
                </div>
              )}
              <span dir={direction(text)}>{withEmoji(text)}</span>
            </span>
          </div>
          <span />
          <div className={build().names.after} />
        </div>
      </div>
    </div>
  )
}

function words({ text, content }: Message): string {
  if (content.kind === 'notice' && content.about === 'encryption') return kindWords().encryption
  if (content.kind !== 'call' || text) return text
  return (content.missed ? kindWords().missedCall : kindWords().call)[content.what]
}

function iconOf({ content }: Message): string | null {
  if (content.kind === 'call') return content.what === 'video' ? 'video-call' : 'phone'
  if (content.kind !== 'notice') return null
  const lock = build().hasShells ? 'ic-lock' : 'lock-small'
  if (content.about === 'encryption') return lock
  if (content.about === 'security_code') return lock
  return content.about === 'disappearing' ? 'disappearing-messages-refreshed' : null
}
