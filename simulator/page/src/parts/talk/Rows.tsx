// The rows of the list: days, the first unread one, messages, and stickers that share a wrapper.
import { Fragment, useMemo, type ReactNode } from 'react'

import type { Conversation } from '../../state'
import { build } from './build'
import { DateDivider, UnreadDivider } from './Dividers'
import { factsOf, rowsOf, type Place, type RowFacts } from './facts'
import { MessageRow } from './MessageRow'
import type { Views } from './views'

interface Props {
  talk: Conversation
  place: Place
  views: Views
  isHidden: boolean
}

export function Rows({ talk, place, views, isHidden }: Props) {
  const { messages, firstUnread, unread } = talk
  const rows = useMemo(() => rowsOf(messages, firstUnread), [messages, firstUnread])
  if (isHidden) return rows.slice(-1).map((row) => drawnRow(row, place, views))
  const drawn: ReactNode[] = []
  const { groupsStickers } = build()
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    const next = rows[at + 1]
    if (!row) continue
    const { id } = row.message
    if (row.isNewDay) drawn.push(<DateDivider key={`day ${id}`} at={factsOf(row.message).at} />)
    if (row.isFirstUnread) drawn.push(<UnreadDivider key="unread" count={unread} />)
    if (groupsStickers && next && isPair(row, next)) {
      drawn.push(
        <div key={id} data-id={`grouped-sticker--${id}-${next.message.id}`}>
          {drawnRow(row, place, views)}
          {drawnRow(next, place, views)}
        </div>,
      )
      at += 1
    } else drawn.push(drawnRow(row, place, views))
  }
  return <Fragment>{drawn}</Fragment>
}

/** The row itself and nothing around it, because every layer costs something for every row at every message. */
function drawnRow(row: RowFacts, place: Place, views: Views): ReactNode {
  const { message, isFirst } = row
  return <MessageRow key={message.id} message={message} isFirst={isFirst} place={place} views={views} />
}

function isPair(row: RowFacts, next: RowFacts): boolean {
  const areStickers = row.message.content.kind === 'sticker' && next.message.content.kind === 'sticker'
  return areStickers && !next.isFirst && !row.message.deleted_by && !next.message.deleted_by
}
