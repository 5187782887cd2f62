// The screen between the splash and the chats, and the one after a log-out.
import { press } from '../../actions'
import { testid } from '../../look/profile'
import { screenWords } from '../../words/screens'
import type { ToldScreen } from '../../wire'
import { Icon } from '../Icon'
import { era } from './eras'
import css from './screens.module.css'

type Told = Extract<ToldScreen, { name: 'loading' }>

export function Loading({ told }: { told: Told | null }) {
  const words = screenWords()
  return (
    <div {...testid('wa-web-loading-screen')} className={css.loading}>
      <Icon title="ic-chat" size={56} className={css.mark} />
      <div>{text(told)}</div>
      {told === null || told.progress === null ? <progress max={100} /> : <progress max={100} value={told.progress} />}
      {told?.stage === 'downloading' && <div className={css.lock}>{words.dontClose}</div>}
      <div className={css.lock}>
        <Icon title={era().lock} size={14} /> {words.encrypted}
      </div>
      {told?.may_leave && (
        <button type="button" className={css.linkButton} onClick={() => press('log_out')}>
          {words.logOut}
        </button>
      )}
    </div>
  )
}

function text(told: Told | null): string {
  const { loading } = screenWords()
  if (told === null) return loading.whatsapp
  if (told.stage === 'downloading') return loading.downloading(told.percent ?? 0)
  if (told.stage === 'chats' && told.percent !== null) return `${loading.chats} [${told.percent}%]`
  return loading[told.stage]
}
