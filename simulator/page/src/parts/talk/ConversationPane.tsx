// The open conversation. Header, messages and composer each follow their own state, because they may switch apart.
import { useAtom } from '../../atom'
import { useLook } from '../../look/look'
import { testid } from '../../look/profile'
import { header } from '../../state'
import { Footer } from '../compose/Footer'
import { MediaPreview } from '../compose/MediaPreview'
import { isOld } from './build'
import './hiddenTab'
import { Header } from './Header'
import { MessageList } from './MessageList'
import css from './talk.module.css'

export function ConversationPane() {
  useLook()
  const head = useAtom(header)
  return (
    <div id="main" {...testid('conversation-panel-wrapper')} className={css.conversation}>
      <div {...(isOld() ? {} : testid('conversation-background-default_chat_wallpaper'))} className={css.wallpaper} />
      <Header head={head} />
      <MessageList />
      <MediaPreview />
      <footer tabIndex={-1} className={css.footer}>
        <Footer />
      </footer>
    </div>
  )
}
