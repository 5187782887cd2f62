// The thin line above the list that tells of the connection or of messages still coming.
import { useAtom } from '../../atom'
import { testid } from '../../look/profile'
import css from '../../page.module.css'
import { isOnline, syncing } from '../../state'
import { screenWords } from '../../words/screens'
import { Icon } from '../Icon'

export function Banner() {
  const loaded = useAtom(syncing)
  if (useAtom(isOnline)) {
    return loaded === null ? null : (
      <div {...testid('chat-butterbar')} className={css.syncing}>
        <span>{screenWords().syncing(loaded)}</span>
        <progress max={100} value={loaded} />
      </div>
    )
  }
  return (
    <div {...testid('chat-butterbar')} className={css.butterbar}>
      <Icon title="ic-wifi-off" size={22} />
      <div>
        <div>{screenWords().offline}</div>
        <div className={css.quiet}>{screenWords().offlineHint}</div>
      </div>
    </div>
  )
}
