// The open conversation. Header, messages and composer each follow their own state, because they may switch apart.
import { useAtom } from '../atom'
import { labels } from '../labels'
import css from '../page.module.css'
import { testid } from '../profile'
import { composer, header } from '../state'
import { withEmoji } from '../texts'
import type { Head } from '../wire'
import { Avatar } from './Avatar'
import { Composer } from './Composer'
import { Icon } from './Icon'
import { MessageList } from './MessageList'

export function ConversationPane() {
  const head = useAtom(header)
  const writing = useAtom(composer)
  return (
    <div id="main" className={css.conversation}>
      <Header head={head} />
      <MessageList />
      <footer className={css.footer}>{writing && <Composer key={writing.opening} state={writing} />}</footer>
    </div>
  )
}

function Header({ head }: { head: Head | null }) {
  return (
    <header {...testid('conversation-header')} className={css.header}>
      {head && (
        <>
          <div role="button" tabIndex={0} title={labels.profile} className={css.headerPicture}>
            <Avatar kind={head.kind} name={head.name} size={40} />
          </div>
          <div role="button" tabIndex={0} data-tab="6" {...testid('conversation-info-header')} className={css.headerInfo}>
            <span dir="auto" {...testid('conversation-info-header-chat-title')} className={css.headerName}>
              {withEmoji(head.name)}
            </span>
            <div {...testid('chat-subtitle')} className={css.subtitle}>
              <span title={head.subtitle}>{head.subtitle}</span>
            </div>
          </div>
        </>
      )}
      <button type="button" aria-label={labels.searchInChat} data-tab="6" className={css.round}>
        <Icon title="ic-search" />
      </button>
      <button type="button" aria-label={labels.menu} data-tab="6" className={css.round}>
        <Icon title="ic-more-vert" />
      </button>
    </header>
  )
}
