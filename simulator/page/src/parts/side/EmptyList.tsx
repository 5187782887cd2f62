// Instead of rows: nobody has written yet, nothing was found, or a filter lets nothing through.
import { filter } from '../../actions'
import type { Only } from '../../wire'
import { sideWords } from '../../words/side'
import css from './side.module.css'
import { SideIcon } from './SideIcon'

export function EmptyList({ isSearching, only }: { isSearching: boolean; only: Only }) {
  const words = sideWords()
  if (isSearching) return <div className={css.nothing}>{words.nothingFound}</div>
  if (only === 'archived') return <div className={css.nothing}>{words.nothingHere}</div>
  if (only !== 'all') {
    return (
      <div className={css.nothing}>
        <div>{only === 'unread' ? words.nothingUnread : words.nothingHere}</div>
        <button type="button" className={css.link} onClick={() => filter('all')}>
          {words.showAll}
        </button>
      </div>
    )
  }
  return (
    <div className={css.empty}>
      <div className={css.emptyMark}>
        <SideIcon sign="newChat" size={30} />
      </div>
      <div className={css.emptyTitle}>{words.emptyTitle}</div>
      <div className={css.emptyHint}>{words.emptyHint}</div>
    </div>
  )
}
