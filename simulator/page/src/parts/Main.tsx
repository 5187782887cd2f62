// The main screen: rail, list of chats, conversation or the panel before one is chosen.
import { usePart } from '../atom'
import css from '../page.module.css'
import { testid } from '../look/profile'
import { conversation } from '../state'
import { screenWords } from '../words/screens'
import { talkWords } from '../words/talk'
import { DeepLink } from './compose/DeepLink'
import { ConversationPane } from './talk/ConversationPane'
import { Icon } from './Icon'
import { Rail } from './side/Rail'
import { Side } from './side/Side'

export function Main() {
  const isOpen = usePart(conversation, (talk) => talk !== null)
  return (
    <div {...testid('wa-web-main-screen')} className={css.main}>
      <Rail />
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
