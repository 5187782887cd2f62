// The second line of a row: who is typing, a draft, or the newest message.
import type { ReactNode } from 'react'

import { profile, testid } from '../../look/profile'
import type { Row } from '../../wire'
import { previewWords } from '../../words/previews'
import { sideWords } from '../../words/side'
import { withEmoji } from '../talk/texts'
import { cls, textClass, type Sign } from './era'
import { Matched } from './Matched'
import { marked, preview, typingWords } from './previews'
import css from './side.module.css'
import { SideIcon, TickIcon } from './SideIcon'

interface Props {
  row: Row
  isOpen: boolean
  /** What a found message was searched by. */
  query: string
}

export function Preview({ row, isOpen, query }: Props) {
  if (row.typing) return <Line title={typingWords(row)} className={css.typing} />
  if (row.draft && !isOpen) {
    return (
      <Line title={row.draft} dir="ltr">
        <span className={css.draft}>{sideWords().draft}&nbsp;</span>
      </Line>
    )
  }
  const last = row.last
  if (!last) return <Line title="" />
  const shown = preview(last)
  const isOwnInGroup = row.kind === 'group' && last.is_own && !last.reaction && last.deleted_by === null
  const who = isOwnInGroup ? previewWords().you : last.deleted_by === null ? last.sender : null
  return (
    <Line title={shown.text} dir={shown.dir} query={query}>
      {last.status && last.deleted_by === null && (
        <div className={last.status === 'read' ? css.tickRead : css.tick}>
          <TickIcon status={last.status} />
        </div>
      )}
      {who && <Sender name={who} />}
      {shown.sign && <Symbol sign={shown.sign} />}
    </Line>
  )
}

function Sender({ name }: { name: string }) {
  const said = (
    <span dir="auto" className={textClass()}>
      {withEmoji(name)}
    </span>
  )
  return (
    <>
      {profile().generation === 'B' ? (
        said
      ) : (
        <div className={css.sender}>
          <div>{said}</div>
        </div>
      )}
      <span>:&nbsp;</span>
    </>
  )
}

function Symbol({ sign }: { sign: Sign }) {
  return (
    <div {...(profile().generation === 'E' ? testid('chat-msg-symbol') : {})} className={css.symbol}>
      <SideIcon sign={sign} size={16} />
    </div>
  )
}

interface LineProps {
  title: string
  dir?: 'auto' | 'ltr' | 'rtl'
  query?: string
  className?: string
  children?: ReactNode
}

function Line({ title, dir = 'auto', query = '', className, children }: LineProps) {
  return (
    <span title={title && marked(title)} {...testid('last-msg-status')} className={cls('preview', className)}>
      {children}
      <span dir={dir} className={`${textClass()} ${css.previewText}`}>
        <Matched text={title} query={query} />
      </span>
    </span>
  )
}
