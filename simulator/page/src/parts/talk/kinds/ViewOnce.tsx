// Something that can be looked at once: closed, opened, or too old to be opened.
import { sayViewed } from '../../../actions'
import { profile } from '../../../look/profile'
import { conversation } from '../../../state'
import { kindWords } from '../../../words/kinds'
import type { Content, Message } from '../../../wire'
import { Icon } from '../../Icon'
import { Spacer } from '../Body'
import { build } from '../build'
import css from './kinds.module.css'

interface Props {
  message: Message
  content: Extract<Content, { kind: 'view_once' }>
}

export function ViewOnce({ message, content }: Props) {
  const words = kindWords()
  const { what, state } = content
  const isClosed = state === 'unopened'
  const text = isClosed ? words.viewOnce[what] : state === 'opened' ? words.opened : words.expired[what]
  const label = isClosed ? words.viewOnceBy[what] : `${text} - ${words.viewOnceBy[what]}`
  const open = () => {
    const chat = conversation.get()?.chat.id
    if (chat && isClosed && message.direction === 'in') sayViewed(chat, message.id)
  }
  const pressed = isClosed ? { role: 'button', tabIndex: 0, onClick: open } : {}
  return (
    <div {...pressed} aria-label={label} className={css.viewOnce}>
      <div>
        <Icon title={iconOf(isClosed)} size={22} />
      </div>
      <div>
        <div className={build().names.body}>
          {text}
          <Spacer message={message} />
        </div>
      </div>
    </div>
  )
}

function iconOf(isClosed: boolean): string {
  if (profile().generation === 'E') return 'wds-ic-view-once'
  return isClosed ? 'view-once' : 'view-once-viewed'
}
