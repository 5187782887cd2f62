// Rows that are no messages: the day, its copy that floats while one scrolls, and where the unread ones begin.
import { memo } from 'react'

import { useAtom } from '../../atom'
import { useLook } from '../../look/look'
import { dayLabel } from '../../look/times'
import { sideWords } from '../../words/side'
import { build, classes, isOld } from './build'
import css from './talk.module.css'
import { today } from './today'

export const DateDivider = memo(function DateDivider({ at }: { at: Date }) {
  useLook()
  useAtom(today)
  return (
    <div tabIndex={-1} className={classes(build().walksDays && 'focusable-list-item', css.notice)}>
      <div className={css.chip}>
        <span dir="auto">{label(at)}</span>
      </div>
    </div>
  )
})

export function StickyDay({ at }: { at: Date }) {
  return (
    <div className={css.sticky}>
      <div tabIndex={-1}>
        <div className={css.chip}>
          <span dir="auto">{label(at)}</span>
        </div>
      </div>
    </div>
  )
}

export const UnreadDivider = memo(function UnreadDivider({ count }: { count: number }) {
  useLook()
  return (
    <div className={css.unreadDivider}>
      <span aria-live="polite" className={css.chip}>
        <span>{sideWords().unread(count)}</span>
      </span>
    </div>
  )
})

/** Capital letters until 2023. */
function label(at: Date): string {
  const said = dayLabel(at, sideWords())
  return isOld() ? said.toLocaleUpperCase() : said
}
