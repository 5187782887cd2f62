// What a bubble holds, by kind. Words of a picture are its caption; without words nothing can be copied from it.
import type { ReactNode } from 'react'

import type { Message } from '../../../wire'
import { isOld } from '../build'
import { Body, Copyable } from '../Body'
import { Meta } from '../Meta'
import { Quote } from '../Quote'
import { onlyEmoji } from '../texts'
import { Album, Gif, Image, Video } from './Picture'
import { Call } from './Call'
import { Contact } from './Contact'
import { Document } from './Document'
import css from './kinds.module.css'
import { LargeEmoji } from './LargeEmoji'
import { LinkPreview } from './LinkPreview'
import { Place } from './Place'
import { Poll } from './Poll'
import { Recalled, Undecrypted } from './Recalled'
import { Sticker } from './Sticker'
import { ViewOnce } from './ViewOnce'
import { Voice } from './Voice'

interface Props {
  message: Message
  /** Only where the build draws it inside the wrapper of the words. */
  quote: Message['quote']
}

export function Content({ message, quote }: Props) {
  const { content } = message
  if (message.deleted_by) return <Recalled message={message} />
  switch (content.kind) {
    case 'text':
      return <Text message={message} quote={quote} />
    case 'image':
      return captioned(message, 'image-caption', <Image content={content} />)
    case 'album':
      if (isAlbumRow(message)) return <Album content={content} tileMeta={<Meta message={message} at="tile" />} />
      return captioned(message, 'image-caption', <Album content={content} />)
    case 'video':
      return captioned(message, 'video-caption', <Video content={content} />)
    case 'gif':
      return captioned(message, 'video-caption', <Gif content={content} />)
    case 'document':
      return captioned(message, 'document-caption', <Document content={content} />, false)
    case 'voice':
    case 'audio':
      return plain(message, <Voice message={message} content={content} />)
    case 'sticker':
      return plain(message, <Sticker content={content} />)
    case 'view_once':
      return plain(message, <ViewOnce message={message} content={content} />)
    case 'location':
    case 'live_location':
      return copyable(message, <Place message={message} content={content} />)
    case 'contact':
      return copyable(message, <Contact message={message} content={content} />)
    case 'poll':
      return copyable(message, <Poll message={message} content={content} />)
    case 'call':
      return plain(message, <Call content={content} />)
    case 'undecrypted':
      return <Undecrypted message={message} />
    case 'notice':
      return null
  }
}

/** In 2023 pictures that came together stood in a row of their own, which was no message; a caption kept them apart. */
export function isAlbumRow({ content, deleted_by: isDeleted, text, quote }: Message): boolean {
  return isOld() && content.kind === 'album' && !isDeleted && !text && !quote
}

/** Drawn without a bubble's colour. */
export function isBare({ content, deleted_by: isDeleted, text }: Message): boolean {
  if (isDeleted) return false
  return content.kind === 'sticker' || (content.kind === 'text' && !content.preview && onlyEmoji(text) === 1)
}

export function isMedia({ content, deleted_by: isDeleted }: Message): boolean {
  return !isDeleted && ['image', 'album', 'video', 'gif', 'document', 'audio'].includes(content.kind)
}

function Text({ message, quote }: Props) {
  const { content, text } = message
  const preview = content.kind === 'text' ? content.preview : null
  if (!quote && !preview && !message.quote && onlyEmoji(text) === 1) {
    return plain(message, <LargeEmoji of={text} />)
  }
  return (
    <>
      <Copyable message={message}>
        {quote && <Quote of={quote} />}
        {preview && <LinkPreview of={preview} />}
        <Body message={message} />
      </Copyable>
      <Meta message={message} />
    </>
  )
}

function captioned(message: Message, caption: string, media: ReactNode, isOver = true): ReactNode {
  if (!message.text) {
    return (
      <>
        {media}
        <Meta message={message} at={isOver ? 'over' : 'corner'} />
      </>
    )
  }
  return (
    <>
      <Copyable message={message}>
        <div>
          {media}
          <div className={css.caption}>
            <Body message={message} caption={caption} />
          </div>
        </div>
      </Copyable>
      <Meta message={message} />
    </>
  )
}

function plain(message: Message, inside: ReactNode): ReactNode {
  return (
    <>
      {inside}
      <Meta message={message} />
    </>
  )
}

/** A card has its time above its buttons; a place has it in the corner. */
function copyable(message: Message, inside: ReactNode): ReactNode {
  return <Copyable message={message}>{inside}</Copyable>
}
