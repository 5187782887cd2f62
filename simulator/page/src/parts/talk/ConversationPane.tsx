// The open conversation. Header, messages and composer each follow their own state, because they may switch apart.
import { useAtom } from '../../atom'
import { useLook } from '../../look/look'
import { profile, testid } from '../../look/profile'
import { header } from '../../state'
import { Footer } from '../compose/Footer'
import { MediaPreview } from '../compose/MediaPreview'
import { build, classes, isOld } from './build'
import './hiddenTab'
import { Header } from './Header'
import { MessageList } from './MessageList'
import css from './talk.module.css'

export function ConversationPane() {
  useLook()
  const head = useAtom(header)
  return (
    <div id="main" {...testid('conversation-panel-wrapper')} className={classes(build().names.main, css.conversation)}>
      <div {...(isOld() ? {} : testid('conversation-background-default_chat_wallpaper'))} className={css.wallpaper} />
      <Header head={head} />
      <MessageList />
      <MediaPreview />
      <footer {...(isOld() ? {} : { tabIndex: -1 })} className={classes(profile().generation === 'D' && '_ak1i', css.footer)}>
        <Footer />
      </footer>
    </div>
  )
}
