// Files before they are sent, with a caption; it lies over the conversation.
import { useRef } from 'react'

import { send } from '../../actions'
import { useAtom, usePart } from '../../atom'
import { look, useLook } from '../../look/look'
import { profile, testid } from '../../look/profile'
import { conversation } from '../../state'
import type { Content } from '../../wire'
import { captionLabel, composeWords } from '../../words/compose'
import { Icon } from '../Icon'
import { build } from './build'
import css from './compose.module.css'
import { chosen, type Chosen } from './files'
import { takeQuote } from './quotes'
import { RichInput, type Writing } from './RichInput'
import { attached, open, type Attached } from './writing'

export function MediaPreview() {
  const now = useAtom(attached)
  const chat = usePart(conversation, (talk) => talk?.chat.id ?? null)
  return now && chat === now.chat ? <Preview now={now} /> : null
}

function Preview({ now }: { now: Attached }) {
  useLook()
  const writing = useRef<Writing>(null)
  const submit = () => {
    const caption = writing.current?.text().trim() ?? ''
    attached.set(null)
    for (const [place, file] of now.files.entries()) {
      send(now.chat, place === 0 ? caption : '', { content: file.content, quote: takeQuote(now.chat) })
    }
    open.composer?.focus()
  }
  const more = async (files: File[]) => attached.set({ ...now, files: [...now.files, ...(await chosen(files, 'media'))] })
  const first = now.files[0]
  return (
    <div className={`copyable-area ${css.preview}`}>
      <header className={css.previewHead}>
        <div role="button" tabIndex={0} aria-label={composeWords().close} className={css.round} onClick={() => attached.set(null)}>
          <Icon title={profile().generation === 'E' ? 'ic-close' : 'x'} size={20} />
        </div>
        <span className={css.previewName}>{first?.name}</span>
      </header>
      <div className={css.previewRoom}>{first && <Picture of={first} isBig />}</div>
      <div className={css.captionRow}>
        <RichInput
          handle={writing}
          first={now.caption}
          hint={captionLabel()}
          attributes={captionAttributes()}
          submit={submit}
          files={(files) => void more(files)}
        />
      </div>
      <div className={css.previewEnd}>
        <div className={css.thumbs}>
          {now.files.map((file, place) => (
            <Picture key={place} of={file} />
          ))}
        </div>
        <div role="button" tabIndex={0} aria-disabled="false" aria-label={composeWords().send} className={css.sendFile} onClick={submit}>
          <Icon title={build().sendIcon} size={22} />
        </div>
      </div>
    </div>
  )
}

function captionAttributes() {
  const label = captionLabel()
  const common = { tabIndex: 10, 'data-tab': '10', ...testid('media-caption-input-container') }
  if (look.get().profile === '2023-06') return { ...common, title: label }
  return { ...common, 'aria-label': label, 'aria-placeholder': label }
}

function Picture({ of, isBig = false }: { of: Chosen; isBig?: boolean }) {
  const hue = hueOf(of.content)
  const size = isBig ? css.big : css.small
  if (hue === null) {
    return (
      <div className={`${css.file} ${size}`}>
        <Icon title="attach-document" size={isBig ? 56 : 24} />
        {isBig && <span dir="auto">{of.name}</span>}
      </div>
    )
  }
  const paint = `linear-gradient(135deg, hsl(${hue} 60% 72%), hsl(${(hue + 40) % 360} 55% 48%))`
  return <div className={`${css.painted} ${size}`} style={{ backgroundImage: paint }} />
}

function hueOf(content: Content): number | null {
  return 'hue' in content ? content.hue : null
}
