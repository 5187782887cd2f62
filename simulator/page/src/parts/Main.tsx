// The main screen: rail, list of chats, conversation or the panel before one is chosen.
import { useAtom } from '../atom'
import { labels } from '../labels'
import css from '../page.module.css'
import { testid } from '../profile'
import { conversation } from '../state'
import { ConversationPane } from './ConversationPane'
import { Icon } from './Icon'
import { Side } from './Side'

const railIcons = ['ic-chat', 'ic-status', 'ic-channels', 'ic-communities', 'ic-settings']

export function Main() {
  const isOpen = useAtom(conversation) !== null
  return (
    <div {...testid('wa-web-main-screen')} className={css.main}>
      <header className={css.rail}>
        <div {...testid('navbar-primary-section')} className={css.railInner}>
          {labels.rail.map((label, place) => (
            <button key={label} type="button" aria-label={label} data-tab="2" className={css.round}>
              <Icon title={railIcons[place] ?? 'ic-chat'} size={22} />
            </button>
          ))}
        </div>
      </header>
      <Side />
      {isOpen ? <ConversationPane /> : <Intro />}
    </div>
  )
}

function Intro() {
  return (
    <div {...testid('intro-panel')} className={css.intro}>
      <Icon title="ic-chat" size={64} className={css.loadingMark} />
      <div {...testid('intro-title')} className={css.introTitle}>
        {labels.introTitle}
      </div>
      <div className={css.quiet}>{labels.introHint}</div>
      <div className={css.introLock}>
        <Icon title="ic-lock" size={14} /> {labels.encrypted}
      </div>
    </div>
  )
}
