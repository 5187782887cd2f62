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
  if (isHidden) return rows.slice(-1).map((row) => <Row key={row.message.id} row={row} place={place} views={views} />)
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
          <Row row={row} place={place} views={views} />
          <Row row={next} place={place} views={views} />
        </div>,
      )
      at += 1
    } else drawn.push(<Row key={id} row={row} place={place} views={views} />)
  }
  return <Fragment>{drawn}</Fragment>
}

function Row({ row, place, views }: { row: RowFacts; place: Place; views: Views }) {
  return <MessageRow message={row.message} isFirst={row.isFirst} place={place} views={views} />
}

function isPair(row: RowFacts, next: RowFacts): boolean {
  const areStickers = row.message.content.kind === 'sticker' && next.message.content.kind === 'sticker'
  return areStickers && !next.isFirst && !row.message.deleted_by && !next.message.deleted_by
}
