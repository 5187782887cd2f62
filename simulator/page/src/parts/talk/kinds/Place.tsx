// A place, or where somebody is at the moment.
import { testid } from '../../../look/profile'
import { kindWords } from '../../../words/kinds'
import type { Content, Message } from '../../../wire'
import { Icon } from '../../Icon'
import { Body } from '../Body'
import { Meta } from '../Meta'
import css from './kinds.module.css'

interface Props {
  message: Message
  content: Extract<Content, { kind: 'location' | 'live_location' }>
}

export function Place({ message, content }: Props) {
  const { latitude, longitude, name } = content
  const isLive = content.kind === 'live_location'
  const link = `https://maps.google.com/maps?q=${latitude}%2C${longitude}&z=17&hl=en`
  return (
    <div {...testid(isLive ? 'live-location-msg' : 'location-msg')}>
      <a href={link} target="_blank" rel="noopener noreferrer" title={name || undefined} className={css.map}>
        <Map seed={latitude + longitude} />
      </a>
      <div className={css.place}>
        {isLive && <Icon title="live-location" size={16} />}
        {isLive && <span>{kindWords().liveLocation}</span>}
        {name && (
          <a href={link} target="_blank" rel="noopener noreferrer">
            <span dir="auto">{name}</span>
          </a>
        )}
      </div>
      {message.text && <Body message={message} />}
      <Meta message={message} />
    </div>
  )
}

/** Streets that lie otherwise for every place, and a pin. */
function Map({ seed }: { seed: number }) {
  const bend = Math.abs(Math.round(seed * 37)) % 60
  return (
    <svg viewBox="0 0 300 150" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 0h300v150H0z" fill="#e9efe4" />
      <path d={`M0 ${40 + bend}L300 ${20 + bend / 2}M0 ${110 - bend / 2}L300 ${120 - bend / 3}M${60 + bend} 0L${90 + bend} 150M${190 - bend} 0L${210 - bend} 150`} stroke="#fff" strokeWidth="7" />
      <path d="M150 95c-14-19-19-25-19-35a19 19 0 0 1 38 0c0 10-5 16-19 35z" fill="#d2543f" />
      <path d="M150 52a8 8 0 1 0 .1 0z" fill="#fff" />
    </svg>
  )
}
