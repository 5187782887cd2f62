// The main screen: rail, list of chats, conversation or the panel before one is chosen.
import { useAtom } from '../atom'
import css from '../page.module.css'
import { testid } from '../look/profile'
import { conversation } from '../state'
import { screenWords } from '../words/screens'
import { sideWords } from '../words/side'
import { talkWords } from '../words/talk'
import { DeepLink } from './compose/DeepLink'
import { ConversationPane } from './talk/ConversationPane'
import { Icon } from './Icon'
import { Side } from './side/Side'

const railIcons = ['ic-chat', 'ic-status', 'ic-channels', 'ic-communities', 'ic-settings']

export function Main() {
  const isOpen = useAtom(conversation) !== null
  return (
    <div {...testid('wa-web-main-screen')} className={css.main}>
      <header className={css.rail}>
        <div {...testid('navbar-primary-section')} className={css.railInner}>
          {sideWords().rail.map((label, place) => (
            <button key={railIcons[place]} type="button" aria-label={label} data-tab="2" className={css.round}>
              <Icon title={railIcons[place] ?? 'ic-chat'} size={22} />
            </button>
          ))}
        </div>
      </header>
      <Side />
      {isOpen ? <ConversationPane /> : <Intro />}
      <DeepLink />
    </div>
  )
}

function Intro() {
  return (
    <div {...testid('intro-panel')} className={css.intro}>
      <Icon title="ic-chat" size={64} className={css.loadingMark} />
      <div {...testid('intro-title')} className={css.introTitle}>
        {talkWords().introTitle}
      </div>
      <div className={css.quiet}>{talkWords().introHint}</div>
      <div className={css.introLock}>
        <Icon title="ic-lock" size={14} /> {screenWords().encrypted}
      </div>
    </div>
  )
}
