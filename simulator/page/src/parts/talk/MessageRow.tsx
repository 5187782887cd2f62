// One row of the conversation: the outer nodes stay, the bubble inside goes while the row is far away.
import { memo, useEffect, useRef, useState, type ReactNode } from 'react'

import { bubbleDrawn } from '../../actions'
import { useLook } from '../../look/look'
import { profile, testid } from '../../look/profile'
import type { Message } from '../../wire'
import { Bubble } from './Bubble'
import { build, classes } from './build'
import { dataId, type Place } from './facts'
import { isAlbumRow } from './kinds/Content'
import { isNotice, Notice } from './Notice'
import css from './talk.module.css'
import type { Views } from './views'

interface Props {
  message: Message
  isFirst: boolean
  place: Place
  views: Views
}

export const MessageRow = memo(function MessageRow({ message, isFirst, place, views }: Props) {
  useLook()
  useEffect(() => bubbleDrawn(message.id), [message.id])
  const id = dataId(message, place, profile().ids)
  const { names, hasShells, wrappers } = build()
  const content = isNotice(message) ? <Notice message={message} /> : <Bubble message={message} isFirst={isFirst} place={place} />
  const outer = (
    <div tabIndex={-1} data-id={id} {...testid(`conv-msg-${id}`)} className={classes(names.outer, css.outer)}>
      {hasShells ? <Shell views={views}>{content}</Shell> : content}
    </div>
  )
  const row = (
    <div role="row" {...(wrappers ? { tabIndex: -1 } : {})} className={css.messageRow}>
      {isAlbumRow(message) ? content : outer}
    </div>
  )
  if (wrappers === 0) return row
  return <div>{wrappers === 1 ? row : <div>{row}</div>}</div>
})

function Shell({ views, children }: { views: Views; children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState<number | null>(null)
  useEffect(() => (room.current ? views.add(room.current, setHeight) : undefined), [views])
  const isShell = height !== null
  return (
    <div ref={room} className={css.shell} data-virtualized={isShell} style={isShell ? { minHeight: height } : undefined}>
      <div className="">{!isShell && children}</div>
    </div>
  )
}
