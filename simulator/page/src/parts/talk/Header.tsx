// The head of the open conversation: picture, name, presence and buttons.
import { profile, testid } from '../../look/profile'
import { useLook } from '../../look/look'
import { sideWords } from '../../words/side'
import { talkWords } from '../../words/talk'
import type { Head } from '../../wire'
import { Avatar } from '../Avatar'
import { Drawing, Icon } from '../Icon'
import { build, classes } from './build'
import page from '../../page.module.css'
import css from './talk.module.css'
import { withEmoji } from './texts'

export function Header({ head }: { head: Head | null }) {
  useLook()
  return (
    <header {...testid('conversation-header')} className={css.header}>
      {head && (
        <>
          <div role="button" title={talkWords().profile} className={css.headerPicture}>
            <Avatar kind={head.kind} name={head.name} size={40} />
          </div>
          <Info head={head} />
        </>
      )}
      {profile().generation === 'B' ? <OldButtons /> : <Buttons kind={head?.kind} />}
    </header>
  )
}

function Info({ head }: { head: Head }) {
  const isOld = profile().generation === 'B'
  const says = subtitle(head)
  return (
    <div
      role="button"
      {...(isOld ? {} : { tabIndex: 0, 'data-tab': '6' })}
      {...testid('conversation-info-header')}
      className={css.headerInfo}
    >
      <div>
        <div>
          <span
            dir="auto"
            {...testid('conversation-info-header-chat-title')}
            className={classes(build().names.title, css.headerName)}
          >
            {withEmoji(head.name)}
          </span>
        </div>
      </div>
      <div {...testid('chat-subtitle')} className={css.subtitle}>
        <span title={says} {...subtitleMarks()}>
          {says}
        </span>
      </div>
    </div>
  )
}

/** Until 2026 these words could be copied like a message; nobody has recorded what the newest builds write here. */
function subtitleMarks(): Record<string, string> {
  const { generation, bodyClass } = profile()
  if (generation === 'E') return {}
  return { className: bodyClass, ...(build().namesBody ? testid('selectable-text') : {}) }
}

/** Buttons that were blocks with a role, each in a room of its own. */
function OldButtons() {
  const words = talkWords()
  const known = [
    { name: 'search-button', label: words.searchInChat, icon: 'search-alt' },
    { name: 'conversation-menu-button', label: words.menu, icon: 'menu' },
  ]
  return (
    <div className={css.headerButtons}>
      {known.map(({ name, label, icon }) => (
        <div key={name} {...testid(name)}>
          <div role="button" tabIndex={0} aria-disabled="false" data-tab="6" title={label} aria-label={label} className={page.round}>
            <Icon title={icon} />
          </div>
          <span />
        </div>
      ))}
    </div>
  )
}

function Buttons({ kind }: { kind: Head['kind'] | undefined }) {
  const words = talkWords()
  const is2025 = profile().name === '2025-06'
  const known = [
    { label: words.videoCall, icon: 'ic-videocam', old: 'video-call-refreshed' },
    { label: words.searchInChat, icon: 'ic-search', old: 'search-refreshed' },
    { label: words.menu, icon: 'ic-more-vert', old: 'more-refreshed' },
  ]
  return (
    <div className={css.headerButtons}>
      {known
        .filter(({ old }) => kind !== 'channel' || old !== 'video-call-refreshed')
        .map(({ label, icon, old }) => (
          <button
            key={icon}
            type="button"
            data-tab="6"
            tabIndex={0}
            aria-label={label}
            aria-disabled="false"
            aria-haspopup={icon === 'ic-more-vert' ? 'menu' : undefined}
            title={is2025 ? label : undefined}
            className={page.round}
          >
            {is2025 ? (
              <Icon title={old} />
            ) : (
              <span aria-hidden="true">
                <Drawing title={icon} />
              </span>
            )}
          </button>
        ))}
    </div>
  )
}

function subtitle(head: Head): string {
  const words = talkWords()
  if (head.typing) return head.kind === 'person' ? sideWords().typing : sideWords().typingWho(head.typing)
  const { presence } = head.traits
  if (presence === 'online') return words.online
  if (presence?.startsWith('recording')) return words.recording
  if (presence) return presence
  if (head.kind === 'person') return words.contactInfo
  return head.members.length ? [...head.members, words.me].join(', ') : words.groupInfo
}
