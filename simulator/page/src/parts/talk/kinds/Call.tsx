// A call, as the bubble it has been since 2024.
import { profile } from '../../../look/profile'
import { kindWords } from '../../../words/kinds'
import type { Content } from '../../../wire'
import { Drawing, Icon } from '../../Icon'
import css from './kinds.module.css'

export function Call({ content }: { content: Extract<Content, { kind: 'call' }> }) {
  const words = kindWords()
  const { what, missed } = content
  return (
    <button type="button" tabIndex={0} aria-disabled="false" className={css.call}>
      <div className={`${css.callIcon} ${missed ? css.missed : ''}`}>
        <CallIcon what={what} isMissed={missed} />
      </div>
      <div>
        <div>{(missed ? words.missedCall : words.call)[what]}</div>
        <div className={css.quiet}>{words.callHint}</div>
      </div>
    </button>
  )
}

/** Its drawing lost the attribute in the course of 2025. */
function CallIcon({ what, isMissed }: { what: 'voice' | 'video'; isMissed: boolean }) {
  if (profile().name === '2025-06') return <Icon title={`${what}-call-incoming-filled`} size={22} />
  const kind = what === 'video' ? 'ic-videocam' : isMissed ? 'wds-ic-phone-call-missed-filled' : 'wds-ic-phone-call-made-filled'
  return (
    <span aria-hidden="true">
      <Drawing title={kind} size={22} />
    </span>
  )
}
