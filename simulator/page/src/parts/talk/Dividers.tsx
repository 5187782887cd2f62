// Rows that are no messages: the day, and where the unread ones begin.
import css from '../../page.module.css'
import { dayLabel } from '../../look/times'
import { sideWords } from '../../words/side'

export function DateDivider({ at }: { at: string }) {
  return (
    <div role="row" tabIndex={-1} className={css.notice}>
      <div className={css.chip}>
        <span dir="auto">{dayLabel(new Date(at), sideWords())}</span>
      </div>
    </div>
  )
}

export function UnreadDivider({ count }: { count: number }) {
  return (
    <div role="row" tabIndex={-1} aria-live="polite" className={css.unreadDivider}>
      <span dir="auto" className={css.chip}>
        {sideWords().unread(count)}
      </span>
    </div>
  )
}
