// One row of the conversation: the outer nodes stay, the bubble inside goes while the row is far away.
import { memo, useEffect, useRef, useState } from 'react'

import { bubbleDrawn } from '../../actions'
import css from '../../page.module.css'
import type { Kind, Message } from '../../wire'
import { Bubble } from './Bubble'
import { Icon } from '../Icon'
import type { Views } from './views'
import { useLook } from '../../look/look'
import { testid } from '../../look/profile'
import { screenWords } from '../../words/screens'

interface Props {
  message: Message
  isFirst: boolean
  kind: Kind
  views: Views
}

export const MessageRow = memo(function MessageRow({ message, isFirst, kind, views }: Props) {
  useLook()
  const outer = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState<number | null>(null)
  useEffect(() => (outer.current ? views.add(outer.current, setHeight) : undefined), [views])
  useEffect(() => bubbleDrawn(message.id), [message.id])
  const isShell = height !== null
  return (
    <div role="row" tabIndex={-1} className={css.messageRow}>
      <div tabIndex={-1} data-id={message.id} {...testid(`conv-msg-${message.id}`)} className={css.outer}>
        <div ref={outer} className={css.shell} data-virtualized={isShell} style={isShell ? { height } : undefined}>
          {!isShell &&
            (message.direction === 'system' ? (
              <Notice text={message.text} />
            ) : (
              <Bubble message={message} isFirst={isFirst} kind={kind} />
            ))}
        </div>
      </div>
    </div>
  )
})

function Notice({ text }: { text: string }) {
  return (
    <div className={`focusable-list-item ${css.notice}`}>
      <div {...testid('msg-notification-container')} role="button" tabIndex={0} className={css.chip}>
        <Icon title="ic-lock" size={12} /> <span dir="auto">{text}</span>
        <span className={css.hidden}>{screenWords().encrypted}</span>
      </div>
    </div>
  )
}
