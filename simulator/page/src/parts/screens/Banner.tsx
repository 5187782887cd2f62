// The thin line above the list: the connection, what could be turned on, or messages still coming.
import { press, reconnect } from '../../actions'
import { useAtom } from '../../atom'
import { testid } from '../../look/profile'
import { banner, isOnline, syncing } from '../../state'
import { screenWords } from '../../words/screens'
import { stopWords } from '../../words/stops'
import type { BannerName, ToldBanner } from '../../wire'
import { Icon } from '../Icon'
import { era } from './eras'
import css from './screens.module.css'

const RELOAD_AFTER = 50

interface Kind {
  readonly icon: string
  readonly press: string
  readonly mayClose: boolean
}

const kinds: Record<BannerName, Kind> = {
  computer: { icon: 'alert-computer', press: 'banner_reconnect', mayClose: false },
  phone: { icon: 'alert-phone', press: 'banner_retry', mayClose: false },
  connecting: { icon: 'alert-sync', press: '', mayClose: false },
  retrying: { icon: 'alert-computer', press: 'banner_retry', mayClose: false },
  update: { icon: 'alert-update', press: 'banner_update', mayClose: true },
  notifications: { icon: 'alert-notification', press: 'banner_turn_on', mayClose: true },
  background_sync: { icon: 'alert-notification', press: '', mayClose: true },
  language: { icon: 'alert-update', press: 'banner_update', mayClose: true },
}
const lost: ToldBanner = { name: 'computer', seconds: 0, text: null }

/** The element is there without a banner too, as in every saved page of this era. */
export function Banner() {
  const isConnected = useAtom(isOnline)
  const told = useAtom(banner)
  const shown = isConnected ? told : lost
  const loaded = useAtom(syncing)
  return (
    <span {...testid('chat-butterbar')}>
      {shown ? <Told told={shown} /> : loaded !== null && <Syncing percent={loaded} />}
    </span>
  )
}

function Told({ told }: { told: ToldBanner }) {
  const kind = kinds[told.name]
  const words = stopWords().banners[told.name]
  return (
    <div>
      <div className={css.bar}>
        <Icon title={kind.icon} size={26} />
        <div className={css.barText}>
          <div>{told.text ?? words.title(told.seconds)}</div>
          {words.text && <div className={css.barMore}>{words.text}</div>}
          {words.button && (
            <button type="button" className={css.barButton} onClick={() => push(told.name, kind.press)}>
              {words.button}
            </button>
          )}
        </div>
        {kind.mayClose && (
          <button
            type="button"
            aria-label={stopWords().close}
            className={css.barClose}
            onClick={() => press('banner_close', told.name)}
          >
            <Icon title={era().close} size={16} />
          </button>
        )}
      </div>
    </div>
  )
}

function Syncing({ percent }: { percent: number }) {
  return (
    <div className={css.syncing}>
      <span>{screenWords().syncing(percent)}</span>
      <progress max={100} value={percent} />
    </div>
  )
}

function push(name: BannerName, what: string): void {
  press(what, name)
  if (name === 'computer') reconnect()
  if (name === 'update') setTimeout(() => location.reload(), RELOAD_AFTER)
}
