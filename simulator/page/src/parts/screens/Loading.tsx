// The screen between the splash and the chats.
import css from '../../page.module.css'
import { Icon } from '../Icon'
import { testid } from '../../look/profile'
import { screenWords } from '../../words/screens'

export function Loading({ text, progress }: { text: string; progress: number | null }) {
  return (
    <div {...testid('wa-web-loading-screen')} className={css.loading}>
      <Icon title="ic-chat" size={56} className={css.loadingMark} />
      <div>{text}</div>
      {progress === null ? <progress max={100} /> : <progress max={100} value={progress} />}
      {text.startsWith('Downloading') && <div className={css.quiet}>{screenWords().dontClose}</div>}
      <div className={css.quiet}>
        <Icon title="ic-lock" size={14} /> {screenWords().encrypted}
      </div>
    </div>
  )
}
