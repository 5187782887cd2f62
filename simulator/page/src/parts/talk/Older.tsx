// What stands above the oldest message that is drawn: more of them, a wait, or where the rest is.
import { loadOlder } from '../../actions'
import { profile } from '../../look/profile'
import type { Conversation } from '../../state'
import { talkWords } from '../../words/talk'
import { Icon } from '../Icon'
import css from './talk.module.css'

export function Older({ talk }: { talk: Conversation }) {
  const words = talkWords()
  if (talk.isMore && talk.isLoadingOlder) {
    return (
      <div className={css.older}>
        <span className={css.spin}>
          <Icon title="ic-sync" size={14} /> {words.loadingOlder}
        </span>
      </div>
    )
  }
  if (talk.isMore) return <More label={words.loadOlder} />
  if (talk.chat.traits.older !== 'on_phone') return <div />
  return (
    <div className={css.older}>
      <div className={css.olderText}>
        <div>
          <div>{words.onPhone}</div>
        </div>
      </div>
    </div>
  )
}

/** Until 2025 a round arrow with a title, since then a button with words. */
function More({ label }: { label: string }) {
  if (profile().generation === 'B' || profile().name === '2025-06') {
    return (
      <div className={css.older}>
        <div title={label} className={css.olderText} onClick={loadOlder}>
          <Icon title="refresh" />
        </div>
      </div>
    )
  }
  return (
    <div className={css.older}>
      <button type="button" onClick={loadOlder}>
        <div>
          <div>{label}</div>
        </div>
      </button>
    </div>
  )
}
