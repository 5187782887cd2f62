// Voice notes and sound files. There is no audio element on the page before somebody plays one.
import { useEffect, useRef, useState } from 'react'

import { sayViewed } from '../../../actions'
import { profile } from '../../../look/profile'
import { conversation } from '../../../state'
import { kindWords } from '../../../words/kinds'
import type { Content, Message } from '../../../wire'
import { Drawing, Icon } from '../../Icon'
import { avatarTitle } from '../../../look/profile'
import { isOld } from '../build'
import css from './kinds.module.css'
import { lengthOf } from './lengths'
import { silence } from './silence'

interface Props {
  message: Message
  content: Extract<Content, { kind: 'voice' | 'audio' }>
}

export function Voice({ message, content }: Props) {
  const { isPlaying, at, source, player, press } = usePlayer(message, content.seconds)
  const words = kindWords()
  const isNote = content.kind === 'voice'
  return (
    <div className={css.voice}>
      <button
        {...(isOld() ? {} : { type: 'button' as const, tabIndex: 0 })}
        aria-label={isPlaying ? words.pause : words.play}
        className={css.voiceButton}
        onClick={press}
      >
        <Icon title={isPlaying ? 'audio-pause' : 'audio-play'} size={24} />
      </button>
      <div className={css.voiceBody}>
        <span aria-label={words.voice} />
        <div />
        <div aria-hidden="true" className={css.voiceLength}>
          {lengthOf(isPlaying ? at : content.seconds)}
        </div>
        <Slider at={at} seconds={content.seconds} seed={message.id} />
      </div>
      <div aria-hidden="true" tabIndex={-1}>
        <div>
          <div className={css.rate}>1×</div>
        </div>
      </div>
      <Face isNote={isNote} />
      {source && <audio ref={player} src={source} />}
    </div>
  )
}

function Face({ isNote }: { isNote: boolean }) {
  if (!isNote) {
    return (
      <div className={css.face}>
        <Icon title="audio-file" size={26} />
      </div>
    )
  }
  return (
    <div className={css.face}>
      <Drawing title={avatarTitle('person')} size={28} />
      <div className={css.faceMark}>
        <Icon title="ptt-status" size={20} />
      </div>
    </div>
  )
}

function Slider({ at, seconds, seed }: { at: number; seconds: number; seed: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => draw(canvas.current, seed, seconds ? at / seconds : 0), [at, seconds, seed])
  const isNew = profile().generation === 'E'
  return (
    <div
      role="slider"
      aria-label={isNew ? kindWords().progress : undefined}
      aria-valuenow={Math.floor(at)}
      aria-valuetext={`${lengthOf(at)}/${lengthOf(seconds)}`}
      aria-valuemin={0}
      aria-valuemax={seconds}
      tabIndex={0}
      className={css.slider}
    >
      <canvas ref={canvas} width={192} height={24} style={{ width: 192, height: 24 }} />
    </div>
  )
}

/** Bars of a height that belongs to the message, dark as far as it was played. */
function draw(canvas: HTMLCanvasElement | null, seed: string, part: number): void {
  const pen = canvas?.getContext('2d')
  if (!canvas || !pen) return
  pen.clearRect(0, 0, canvas.width, canvas.height)
  const bars = 48
  for (let bar = 0; bar < bars; bar += 1) {
    const letter = seed.charCodeAt(bar % seed.length) + bar * 7
    const height = 3 + (letter % 19)
    pen.fillStyle = bar / bars < part ? '#1d8a5a' : '#9aa7b5'
    pen.fillRect(bar * 4, (canvas.height - height) / 2, 2.4, height)
  }
}

/** Playing goes on while the row is drawn. */
function usePlayer(message: Message, seconds: number) {
  const player = useRef<HTMLAudioElement>(null)
  const [source, setSource] = useState<string | null>(null)
  const [isPlaying, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  useEffect(() => {
    const element = player.current
    if (!element) return
    const moved = () => setAt(Math.min(element.currentTime, seconds))
    const ended = () => {
      setPlaying(false)
      setAt(0)
    }
    element.addEventListener('timeupdate', moved)
    element.addEventListener('ended', ended)
    element.play().catch(ended)
    return () => {
      element.removeEventListener('timeupdate', moved)
      element.removeEventListener('ended', ended)
      element.pause()
    }
  }, [source, seconds])
  useEffect(() => () => void (source && URL.revokeObjectURL(source)), [source])
  const press = () => {
    setPlaying(!isPlaying)
    if (isPlaying) return player.current?.pause()
    if (source) return void player.current?.play()
    setSource(silence(seconds))
    const chat = conversation.get()?.chat.id
    if (chat && message.direction === 'in') sayViewed(chat, message.id)
  }
  return { isPlaying, at, source, player, press }
}
