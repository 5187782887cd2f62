// A single emoji, which is drawn large and without a wrapper to copy it from.
import { profile } from '../../../look/profile'
import { Emoji } from '../texts'
import css from './kinds.module.css'

export function LargeEmoji({ of }: { of: string }) {
  return (
    <div className={css.largeRoom}>
      <div>
        <span dir="auto" className={profile().bodyClass}>
          <Emoji of={of} isBody className={css.large} />
        </span>
      </div>
    </div>
  )
}
