// The end of a row's second line: muted, pinned, a mention, what is unread, and the chevron of its menu.
import { useState, type MouseEvent } from 'react'

import { press } from '../../actions'
import { profile, testid } from '../../look/profile'
import type { Row } from '../../wire'
import { previewWords } from '../../words/previews'
import { sideWords } from '../../words/side'
import { number } from '../../words/words'
import { Menu, type Item } from '../overlay/Menu'
import { cls, type Sign } from './era'
import css from './side.module.css'
import { SideIcon } from './SideIcon'

export function Marks({ row, isUnderMouse }: { row: Row; isUnderMouse: boolean }) {
  const { is_muted: isMuted, is_pinned: isPinned, has_mention: hasMention } = row.traits
  const words = sideWords()
  return (
    <div role="gridcell" aria-colindex={1} className={cls('marks')}>
      <span className={css.markRoom}>
        {isMuted && <Mark sign="muted" label={words.muted} />}
        {isPinned && <Mark sign="pinned" label={words.pinned} />}
        {hasMention && row.unread > 0 && <Mark sign="mention" label={words.mention} name="icon-mentions" />}
        <Badge row={row} />
      </span>
      <span />
      <span className={css.markRoom}>
        <RowMenu row={row} isUnderMouse={isUnderMouse} />
      </span>
    </div>
  )
}

/** What a screen reader is told before the name, since April 2026. */
export function HiddenCount({ row }: { row: Row }) {
  const label = unreadLabel(row)
  return label && hasHiddenCount() ? <span className={css.hidden}>{label}</span> : null
}

function Mark({ sign, label, name }: { sign: Sign; label: string; name?: string }) {
  return (
    <div aria-label={label} {...(name ? testid(name) : {})} className={cls('mark', sign === 'mention' && css.mention)}>
      <SideIcon sign={sign} />
    </div>
  )
}

/** Its wrapper is hidden from accessibility in the builds that say the number before the name. */
function Badge({ row }: { row: Row }) {
  const label = unreadLabel(row)
  if (!label) return null
  const { name, generation } = profile()
  const count = row.unread > 0 ? number(row.unread) : ''
  const isPlain = generation === 'B' || name === '2025-06'
  return (
    <div {...(hasHiddenCount() ? { 'aria-hidden': 'true' } : {})} className={cls('mark')}>
      <span {...testid('icon-unread-count')} aria-label={label} className={count ? css.badge : css.dot}>
        {isPlain || !count ? count : <span>{count}</span>}
      </span>
    </div>
  )
}

function hasHiddenCount(): boolean {
  return !['2023-06', '2025-06'].includes(profile().name)
}

function unreadLabel(row: Row): string | null {
  if (row.unread > 0) return sideWords().unread(row.unread)
  return row.traits.is_marked_unread ? sideWords().markedUnread : null
}

/** Shown under the mouse at the row's edge; pressing it does not open the chat. */
function RowMenu({ row, isUnderMouse }: { row: Row; isUnderMouse: boolean }) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  const { menu } = previewWords()
  const item = (label: string, what: string): Item => ({ label, run: () => press(what, row.id.slice(0, 60)) })
  const items = [item(menu.archive, 'archive_chat'), item(menu.mute, 'mute_chat'), item(menu.pin, 'pin_chat'), item(menu.mark, 'mark_unread')]
  const hold = (event: MouseEvent) => event.stopPropagation()
  return (
    <>
      {(isUnderMouse || at) && (
        <button
          type="button"
          tabIndex={0}
          aria-label={sideWords().rowMenu}
          className={css.chevron}
          onMouseDown={hold}
          onClick={(event) => setAt({ x: event.clientX, y: event.clientY + 10 })}
        >
          <SideIcon sign="more" size={20} />
        </button>
      )}
      {at && (
        <div onMouseDown={hold}>
          <Menu items={items} at={at} close={() => setAt(null)} />
        </div>
      )}
    </>
  )
}
