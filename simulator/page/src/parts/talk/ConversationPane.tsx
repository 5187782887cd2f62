// The open conversation. Header, messages and composer each follow their own state, because they may switch apart.
import { useAtom } from '../../atom'
import css from '../../page.module.css'
import { header } from '../../state'
import { withEmoji } from './texts'
import type { Head } from '../../wire'
import { Avatar } from '../Avatar'
import { Footer } from '../compose/Footer'
import { MediaPreview } from '../compose/MediaPreview'
import { Icon } from '../Icon'
import { MessageList } from './MessageList'
import { testid } from '../../look/profile'
import { sideWords } from '../../words/side'
import { talkWords } from '../../words/talk'

export function ConversationPane() {
  const head = useAtom(header)
  return (
    <div id="main" className={css.conversation}>
      <Header head={head} />
      <MessageList />
      <MediaPreview />
      <footer className={css.footer}>
        <Footer />
      </footer>
    </div>
  )
}

function Header({ head }: { head: Head | null }) {
  return (
    <header {...testid('conversation-header')} className={css.header}>
      {head && (
        <>
          <div role="button" tabIndex={0} title={talkWords().profile} className={css.headerPicture}>
            <Avatar kind={head.kind} name={head.name} size={40} />
          </div>
          <div role="button" tabIndex={0} data-tab="6" {...testid('conversation-info-header')} className={css.headerInfo}>
            <span dir="auto" {...testid('conversation-info-header-chat-title')} className={css.headerName}>
              {withEmoji(head.name)}
            </span>
            <div {...testid('chat-subtitle')} className={css.subtitle}>
              <span title={subtitle(head)}>{subtitle(head)}</span>
            </div>
          </div>
        </>
      )}
      <button type="button" aria-label={talkWords().searchInChat} data-tab="6" className={css.round}>
        <Icon title="ic-search" />
      </button>
      <button type="button" aria-label={talkWords().menu} data-tab="6" className={css.round}>
        <Icon title="ic-more-vert" />
      </button>
    </header>
  )
}

function subtitle(head: Head): string {
  const words = talkWords()
  if (head.typing) return head.kind === 'person' ? sideWords().typing : sideWords().typingWho(head.typing)
  if (head.traits.presence) return head.traits.presence
  if (head.kind === 'person') return words.contactInfo
  return head.members.length ? [...head.members, words.me].join(', ') : words.groupInfo
}
