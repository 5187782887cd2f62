// Pictures, albums, films and GIFs: first a blurred preview as a background, then the whole as a blob.
import { useState, type ReactNode } from 'react'

import { testid } from '../../../look/profile'
import { kindWords, openPicture } from '../../../words/kinds'
import type { Content } from '../../../wire'
import { Icon } from '../../Icon'
import { isOld } from '../build'
import css from './kinds.module.css'
import { boxOf, lengthOf } from './lengths'
import { thumbnail, usePicture } from './paint'
import { Viewer } from './Viewer'

type Kind<K extends Content['kind']> = Extract<Content, { kind: K }>

/** How many pictures of an album are drawn; the last one counts the rest. */
const MOST_TILES = 4

export function Image({ content }: { content: Kind<'image'> }) {
  return <Thumb hue={content.hue} size={content} box={boxOf(content.width, content.height)} />
}

interface ThumbProps {
  hue: number
  size: { readonly width: number; readonly height: number }
  box: { width: number; height: number }
}

function Thumb({ hue, size, box }: ThumbProps) {
  const address = usePicture(hue, size.width, size.height)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <div
        role="button"
        tabIndex={0}
        {...testid('image-thumb')}
        aria-label={openPicture()}
        className={css.picture}
        style={box}
        onClick={() => setOpen(true)}
      >
        {!isOld() && <span />}
        {address ? <Loaded hue={hue} address={address} /> : <Preview hue={hue} />}
        <div className={css.shade} />
      </div>
      {isOpen && <Viewer picture={address ?? thumbnail(hue)} close={() => setOpen(false)} />}
    </>
  )
}

function Preview({ hue }: { hue: number }) {
  return <div className={css.cover} style={{ backgroundImage: `url("${thumbnail(hue)}")` }} />
}

/** The preview stays below the whole picture. */
function Loaded({ hue, address }: { hue: number; address: string }) {
  return (
    <div {...testid('media-url-provider')}>
      <div>
        <img src={thumbnail(hue)} draggable className={css.cover} style={{ width: '100%' }} />
      </div>
      <div>
        <img src={address} draggable className={css.cover} style={{ width: '100%' }} />
      </div>
    </div>
  )
}

/** `tileMeta` stands on every picture but the one that counts the rest. */
export function Album({ content, tileMeta }: { content: Kind<'album'>; tileMeta?: ReactNode }) {
  const hues = content.hues.slice(0, MOST_TILES)
  const rest = content.hues.length - hues.length
  return (
    <div {...(isOld() ? {} : testid('media-album'))} className={css.album} style={{ gridTemplateColumns: 'repeat(2, 165px)' }}>
      {hues.map((hue, place) => (
        <div key={place} className={css.tile} style={{ gridArea: areaOf(place, hues.length) }}>
          <Thumb hue={hue} size={{ width: 330, height: 330 }} box={tileOf(place, hues.length)} />
          {rest > 0 && place === hues.length - 1 ? <span className={css.more}>{`+${rest}`}</span> : tileMeta}
        </div>
      ))}
    </div>
  )
}

/** Two columns; the first of three takes both. */
function areaOf(place: number, count: number): string {
  if (count === 3) return place === 0 ? '1 / 1 / 2 / 3' : `2 / ${place} / 3 / ${place + 1}`
  const row = Math.floor(place / 2) + 1
  const column = (place % 2) + 1
  return `${row} / ${column} / ${row + 1} / ${column + 1}`
}

function tileOf(place: number, count: number): { width: number; height: number } {
  return { width: count === 3 && place === 0 ? 333 : 165, height: 168 }
}

export function Video({ content }: { content: Kind<'video' | 'gif'> }) {
  return (
    <div {...(isOld() ? {} : { role: 'button', tabIndex: 0 })} {...testid('video-content')} className={css.picture} style={boxOf(16, 9)}>
      <div className={css.corner}>
        <button type="button">
          <Icon title="video-pip" />
        </button>
      </div>
      <div>
        <div className={css.play}>
          <Icon title="media-play" size={26} />
        </div>
      </div>
      <Preview hue={content.hue} />
      <Preview hue={content.hue} />
      <div className={css.shade} />
      <span className={css.length}>
        <div>
          <Icon title="msg-video" size={14} />
        </div>
        <span>{lengthOf(content.seconds)}</span>
      </span>
    </div>
  )
}

export function Gif({ content }: { content: Kind<'video' | 'gif'> }) {
  return (
    <div
      role="button"
      tabIndex={0}
      {...testid('image-thumb-gif')}
      aria-label={kindWords().playGif}
      className={css.picture}
      style={boxOf(4, 3)}
    >
      <div className={css.play}>
        <Icon title="media-gif" size={26} />
      </div>
      <Preview hue={content.hue} />
      <div className={css.shade} />
    </div>
  )
}
