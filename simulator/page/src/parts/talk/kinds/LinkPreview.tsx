// The card of a link above the words it stands in.
import { testid } from '../../../look/profile'
import { direction } from '../texts'
import css from './kinds.module.css'
import { thumbnail } from './paint'

interface Card {
  readonly title: string
  readonly description: string
  readonly address: string
}

export function LinkPreview({ of }: { of: Card }) {
  const hue = [...of.address].reduce((sum, letter) => (sum + letter.charCodeAt(0) * 7) % 360, 0)
  return (
    <div>
      <div {...testid('link-preview-container')} className={css.preview}>
        <img {...testid('link-preview-thumbnail-jpeg')} alt="" src={thumbnail(hue)} className={css.previewPicture} />
        <div className={css.previewBody}>
          <div title={of.title} className={css.previewTitle}>
            <span {...testid('link-preview-title')} dir={direction(of.title)}>
              {of.title}
            </span>
          </div>
          {of.description && (
            <div {...testid('link-description')} className={css.quiet}>
              <span dir={direction(of.description)} title={of.description}>
                {of.description}
              </span>
            </div>
          )}
          <div {...testid('url-element')} className={css.quiet}>
            <span dir="ltr">{host(of.address)}</span>
          </div>
        </div>
      </div>
    </div>
  )
}

function host(address: string): string {
  return /^(?:https?:\/\/)?(?:www\.)?([^/?#]+)/.exec(address)?.[1] ?? address
}
