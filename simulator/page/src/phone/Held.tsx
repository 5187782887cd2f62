// What a message holds besides its words, drawn simply.
import type { Content } from '../wire'
import { lasting, weight } from './held'
import css from './phone.module.css'
import { PhoneIcon, type PhoneIconName } from './PhoneIcon'

export function Held({ content }: { content: Content }) {
  switch (content.kind) {
    case 'text':
      return content.preview && <Card icon="file" title={content.preview.title} hint={content.preview.address} />
    case 'image':
      return <Painted hue={content.hue} ratio={content.width / content.height} label="Photo" />
    case 'album':
      return (
        <div className={css.album}>
          {content.hues.slice(0, 4).map((hue, place) => (
            <Painted key={place} hue={hue} ratio={1} label={`Photo ${place + 1} of ${content.hues.length}`} more={place === 3 ? content.hues.length - 4 : 0} />
          ))}
        </div>
      )
    case 'video':
    case 'gif':
      return <Painted hue={content.hue} ratio={16 / 10} label={content.kind === 'gif' ? 'GIF' : `Video, ${lasting(content.seconds)}`} isPlayed />
    case 'voice':
    case 'audio':
      return <Sound seconds={content.seconds} isVoice={content.kind === 'voice'} />
    case 'document':
      return <Card icon="file" title={content.name} hint={[content.pages && `${content.pages} pages`, weight(content.size)].filter(Boolean).join(' · ')} />
    case 'sticker':
      return (
        <span className={css.sticker} role="img" aria-label={content.emoji ? `Sticker ${content.emoji}` : 'Sticker'} style={{ background: `hsl(${content.hue} 70% 80%)` }}>
          {content.emoji ?? '★'}
        </span>
      )
    case 'location':
    case 'live_location':
      return <Card icon="pin" title={content.name || (content.kind === 'location' ? 'Location' : 'Live location')} hint={`${content.latitude}, ${content.longitude}`} />
    case 'contact':
      return <Card icon="person" title={content.name} hint={content.phone} />
    case 'poll':
      return <PollOptions options={content.options} />
    case 'view_once':
      return <Card icon="once" title={`View once ${content.what}`} hint={content.state === 'unopened' ? 'Not opened yet' : content.state === 'opened' ? 'Opened' : 'Expired'} />
    case 'undecrypted':
      return <Card icon="once" title="Not decrypted on the page yet" hint="" />
    default:
      return null
  }
}

function Painted({ hue, ratio, label, isPlayed = false, more = 0 }: { hue: number; ratio: number; label: string; isPlayed?: boolean; more?: number }) {
  const paint = `linear-gradient(155deg, hsl(${hue} 62% 78%), hsl(${hue + 40} 55% 56%) 55%, hsl(${hue + 90} 45% 38%))`
  return (
    <span className={css.painted} role="img" aria-label={label} style={{ background: paint, aspectRatio: Math.min(2, Math.max(0.7, ratio)) }}>
      {isPlayed && <PhoneIcon name="play" size={34} />}
      {more > 0 && <b>+{more}</b>}
    </span>
  )
}

function Sound({ seconds, isVoice }: { seconds: number; isVoice: boolean }) {
  return (
    <span className={css.sound} role="img" aria-label={`${isVoice ? 'Voice note' : 'Audio'}, ${lasting(seconds)}`}>
      <PhoneIcon name={isVoice ? 'mic' : 'play'} />
      <span className={css.wave} aria-hidden="true">
        {Array.from({ length: 26 }, (_, place) => (
          <i key={place} style={{ height: `${22 + ((place * 37 + seconds * 13) % 70)}%` }} />
        ))}
      </span>
      <span>{lasting(seconds)}</span>
    </span>
  )
}

function Card({ icon, title, hint }: { icon: PhoneIconName; title: string; hint: string }) {
  return (
    <span className={css.card}>
      <PhoneIcon name={icon} size={24} />
      <span>
        <bdi>{title}</bdi>
        {hint && <small dir="auto">{hint}</small>}
      </span>
    </span>
  )
}

function PollOptions({ options }: { options: readonly string[] }) {
  return (
    <ul className={css.poll} aria-label="Poll">
      {options.map((option) => (
        <li key={option} dir="auto">
          {option}
        </li>
      ))}
    </ul>
  )
}
