// Icons: each is an svg whose title is its name, as on the real page; the drawings are our own.
import { iconAttributes, profile } from '../look/profile'
import { talkDrawings } from './talk/drawings'

const drawings: Record<string, string> = {
  'tail-in': 'M8 0 L0 0 L8 9 Z',
  'tail-out': 'M0 0 L8 0 L0 9 Z',
  'wds-ic-pending': 'M9 3a6 6 0 1 0 .01 0zM9 6v3.4l2.2 1.6',
  'ic-chatlist-clock': 'M9 3a6 6 0 1 0 .01 0zM9 6v3.4l2.2 1.6',
  'wds-ic-sent': 'M4 9.5 7.4 13 14 5.5',
  'wds-ic-delivered': 'M2 9.5 5.4 13 12 5.5M8.6 13 15.4 5.5',
  'wds-ic-read': 'M2 9.5 5.4 13 12 5.5M8.6 13 15.4 5.5',
  'wds-ic-error': 'M9 3a6 6 0 1 0 .01 0zM9 6v4M9 11.6v.6',
  'default-contact-refreshed': 'M9 4.2a2.6 2.6 0 1 0 .01 0zM3.8 14.6c.6-3 2.6-4.4 5.2-4.4s4.6 1.4 5.2 4.4',
  'default-group-refreshed':
    'M6.6 5a2.1 2.1 0 1 0 .01 0zM12 5.6a1.8 1.8 0 1 0 .01 0zM2.4 13.6c.5-2.5 2-3.6 4.2-3.6s3.7 1.1 4.2 3.6M12 10.4c1.9 0 3 .9 3.5 2.9',
  'ic-add': 'M9 4v10M4 9h10',
  'ic-more-vert': 'M9 4.5v.1M9 9v.1M9 13.5v.1',
  'ic-search': 'M8 3.5a4.5 4.5 0 1 0 .01 0zM11.3 11.3 14.5 14.5',
  'ic-close': 'M5 5l8 8M13 5l-8 8',
  'ic-chat': 'M3.5 4.5h11v7.5h-6.5l-3 2.5v-2.5h-1.5z',
  'ic-status': 'M9 3.5a5.5 5.5 0 1 0 .01 0zM9 7a2 2 0 1 0 .01 0z',
  'ic-channels': 'M9 8a1 1 0 1 0 .01 0zM5.5 12.5a5 5 0 0 1 0-7M12.5 5.5a5 5 0 0 1 0 7',
  'ic-communities': 'M9 4a2 2 0 1 0 .01 0zM4.5 13.5c.4-2.6 2.1-4 4.5-4s4.1 1.4 4.5 4',
  'ic-settings': 'M9 6.5a2.5 2.5 0 1 0 .01 0zM9 3v1.5M9 13.5V15M3 9h1.5M13.5 9H15',
  'plus-rounded': 'M9 4v10M4 9h10',
  'ic-mood': 'M9 3a6 6 0 1 0 .01 0zM7 7.5v.1M11 7.5v.1M6.5 10.5c1 1.7 4 1.7 5 0',
  'mic-outlined': 'M9 3.5a1.7 1.7 0 0 1 1.7 1.7v3.6a1.7 1.7 0 0 1-3.4 0V5.2A1.7 1.7 0 0 1 9 3.5zM5.5 9a3.5 3.5 0 0 0 7 0M9 12.5v2',
  'wds-ic-send-filled': 'M3.5 4l11.5 5-11.5 5 1.6-5z',
  'ic-expand-more': 'M5 7.5l4 4 4-4',
  'refresh-large': 'M13.5 6.5A5.2 5.2 0 1 0 14.2 9.5M13.8 3.5v3.2h-3.2',
  'ic-lock': 'M5 8.5h8v5.5H5zM6.7 8.5V6.3a2.3 2.3 0 0 1 4.6 0v2.2',
  'ic-sync': 'M13.5 6.5A5.2 5.2 0 1 0 14.2 9.5M13.8 3.5v3.2h-3.2',
  'alert-computer': 'M3 4h12v8H3zM7 15h4M9 12v3M9 6.3v2.4M9 10.3v.1',
  'alert-phone': 'M5.5 2.5h7v13h-7zM9 5.8v4M9 12.3v.1',
  'alert-update': 'M9 3v8M5.8 7.8 9 11l3.2-3.2M3.5 14.5h11',
  'alert-notification': 'M4.5 12.5h9l-1-1.6V8a3.5 3.5 0 0 0-7 0v2.9zM7.8 14.8h2.4M3.2 3.2l11.6 11.6',
  'alert-sync': 'M13.5 6.5A5.2 5.2 0 1 0 14.2 9.5M13.8 3.5v3.2h-3.2',
  chevron: 'M7 4.5 11.5 9 7 13.5',
  'chevron-right-text': 'M7 4.5 11.5 9 7 13.5',
  'wa-logo': 'M3.5 4.5h11v7.5h-6.5l-3 2.5v-2.5h-1.5z',
  'lock-outline': 'M5 8.5h8v5.5H5zM6.7 8.5V6.3a2.3 2.3 0 0 1 4.6 0v2.2',
  clip: 'M13.5 8.5 8.8 13.2a2.8 2.8 0 0 1-4-4l5.4-5.3a1.9 1.9 0 0 1 2.7 2.7L7.6 11.8a.9.9 0 0 1-1.3-1.3L11 5.8',
  smiley: 'M9 3a6 6 0 1 0 .01 0zM7 7.5v.1M11 7.5v.1M6.5 10.5c1 1.7 4 1.7 5 0',
  expressions: 'M4 6a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v4.5L10.5 14H6a2 2 0 0 1-2-2zM10.5 14v-3.5H14M7 7.8v.1M11 7.8v.1',
  'wds-ic-sticker-smiley':
    'M4 6a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v4.5L10.5 14H6a2 2 0 0 1-2-2zM10.5 14v-3.5H14M7 7.8v.1M11 7.8v.1',
  ptt: 'M9 3.5a1.7 1.7 0 0 1 1.7 1.7v3.6a1.7 1.7 0 0 1-3.4 0V5.2A1.7 1.7 0 0 1 9 3.5zM5.5 9a3.5 3.5 0 0 0 7 0M9 12.5v2',
  send: 'M3.5 4l11.5 5-11.5 5 1.6-5z',
  x: 'M5 5l8 8M13 5l-8 8',
  'ic-check': 'M4 9.5 7.4 13 14 5.5',
  react: 'M9 3a6 6 0 1 0 .01 0zM7 7.5v.1M11 7.5v.1M6.5 10.5c1 1.7 4 1.7 5 0',
  'down-context': 'M5 7.5l4 4 4-4',
  'ic-chevron-down-menu': 'M5 7.5l4 4 4-4',
  'attach-document': 'M5 3.5h5l3 3v8H5zM10 3.5v3h3M7 9.5h4M7 12h4',
  'attach-media': 'M3.5 4.5h11v9h-11zM3.5 11.5l3-3 2.5 2.5 2-2 3.5 3.5M11 7.3v.1',
  'attach-camera': 'M3.5 6h2.8l1-1.5h3.4l1 1.5h2.8v7.5h-11zM9 7.8a2 2 0 1 0 .01 0z',
  'attach-audio': 'M4.5 11V9a4.5 4.5 0 0 1 9 0v2M4.5 10.5h2v3.5h-2zM11.5 10.5h2v3.5h-2z',
  'attach-contact': 'M9 4.2a2.6 2.6 0 1 0 .01 0zM3.8 14.6c.6-3 2.6-4.4 5.2-4.4s4.6 1.4 5.2 4.4',
  'attach-poll': 'M4 4.5h7M4 9h10M4 13.5h5',
  'attach-event': 'M4 5.5h10v8.5H4zM4 8.5h10M6.5 4v2.5M11.5 4v2.5',
  'attach-sticker': 'M4 6a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v4.5L10.5 14H6a2 2 0 0 1-2-2zM10.5 14v-3.5H14',
  'ic-wifi-off': 'M3 7.5a9 9 0 0 1 12 0M5.5 10.2a5.5 5.5 0 0 1 7 0M9 13.2v.1M3.5 3.5l11 11',
}

const filled = new Set(['tail-in', 'tail-out', 'wds-ic-send-filled', 'send'])

export function Icon({ title, size = 18, className }: { title: string; size?: number; className?: string }) {
  const isTail = title.startsWith('tail-')
  const isFilled = filled.has(title)
  return (
    <span {...hiddenness()} {...iconAttributes(title)} className={className}>
      <Drawing title={title} box={isTail ? '0 0 8 9' : '0 0 18 18'} size={size} isFilled={isFilled} />
    </span>
  )
}

/** Neither said to be hidden nor titled before 2024. */
function hiddenness(): { 'aria-hidden'?: 'true' } {
  return profile().generation === 'B' ? {} : { 'aria-hidden': 'true' }
}

export function Drawing(props: { title: string; box?: string; size?: number; isFilled?: boolean }) {
  const { title, box = '0 0 18 18', size = 18, isFilled = false } = props
  return (
    <svg viewBox={box} width={box === '0 0 8 9' ? 8 : size} height={box === '0 0 8 9' ? 9 : size} preserveAspectRatio="xMidYMid meet">
      {profile().generation !== 'B' && <title>{title}</title>}
      <path
        d={drawings[title] ?? talkDrawings[title] ?? ''}
        fill={isFilled ? 'currentColor' : 'none'}
        stroke={isFilled ? 'none' : 'currentColor'}
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
