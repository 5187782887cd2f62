// Icons of the left pane: named as each build names them; the drawings are our own.
import { iconAttributes, previewTickTitle, profile } from '../../look/profile'
import type { Status } from '../../wire'
import { signTitle, type Sign } from './era'

const circle = (r: number) => `M9 ${9 - r}a${r} ${r} 0 1 0 .01 0z`

const signs: Record<Sign, string> = {
  photo: 'M3 4.5h12v9H3zM6.3 6.8a1 1 0 1 0 .01 0zM3.5 12.5l3.4-3 2.4 2 3-3 2.7 2.6',
  video: 'M3 5.5h8v7H3zM11 8.2l4-2.2v6l-4-2.2',
  gif: 'M3 5h12v8H3zM7.6 7.7a1.6 1.6 0 1 0 0 2.7V9.2h-.9M9.6 7.4v3.2M11.6 10.6V7.4h1.8M11.6 9h1.4',
  voice: 'M9 3.2a1.7 1.7 0 0 1 1.7 1.7v3.9a1.7 1.7 0 0 1-3.4 0V4.9A1.7 1.7 0 0 1 9 3.2zM5.4 8.8a3.6 3.6 0 0 0 7.2 0M9 12.4v2.2',
  audio: 'M4 11V9a5 5 0 0 1 10 0v2M4 10.5h1.8v3.3H4zM12.2 10.5H14v3.3h-1.8z',
  document: 'M5 3h5.5L13.5 6v9H5zM10.3 3v3.2h3.2M7 9h4.5M7 11.6h4.5',
  sticker: 'M9 3h3.5A2.5 2.5 0 0 1 15 5.5V9l-6 6H5.5A2.5 2.5 0 0 1 3 12.500V5.5A2.500 2.500 0 0 1 5.500 3zM9 15v-3.500a2.500 2.500 0 0 1 2.500-2.500H15',
  location: 'M9 15s4.600-4.300 4.600-7.600a4.600 4.600 0 0 0-9.200 0C4.400 10.700 9 15 9 15zM9 6a1.500 1.500 0 1 0 .01 0z',
  contact: 'M9 4a2.500 2.500 0 1 0 .01 0zM4 14.500c.5-2.800 2.400-4.200 5-4.200s4.500 1.400 5 4.200',
  poll: 'M3.500 5h8M3.500 9h11M3.500 13h5',
  viewOnce: `${circle(6)}M8 7l1.300-1v6`,
  viewed: `${circle(6)}M6.500 9l1.800 1.800L11.600 7.400`,
  waiting: `${circle(6)}M9 5.800V9l2.200 1.600`,
  recalled: `${circle(6)}M4.900 4.900l8.200 8.200`,
  voiceCall: 'M4 4.500c0 5.500 4 9.500 9.500 9.500v-3l-3-.800-1.200 1.400C7.600 10.700 6.600 9.600 6 8.200l1.400-1.200-.700-3H4zM11 4l3.500 3.500M14.500 4L11 7.500',
  videoCall: 'M3 6h7v6.500H3zM10 8.500l4-2v6l-4-2M11.500 2.500l2.500 2.500M14 2.500L11.500 5',
  muted: 'M6.500 7.200A2.500 2.500 0 0 1 9 4.700c1.900 0 2.800 1.400 2.800 3.300v2.500M4.700 12.300h7.500M8 14.300h2M3.500 3.500l11 11',
  pinned: 'M6.500 3.500h5M7.300 3.500v4.300L5.500 10.300h7l-1.800-2.500V3.500M9 10.300V15',
  mention: 'M9 6.600a2.400 2.400 0 1 0 .01 0zM11.400 6.700v3.200c0 1.700 2.600 1.500 2.600-.900a5 5 0 1 0-2.200 4.200',
  archived: 'M3.500 4.500h11v3h-11zM4.500 7.500h9v6.500h-9zM7.200 10h3.600',
  more: 'M5 7.500l4 4 4-4',
  search: 'M8 3.500a4.500 4.500 0 1 0 .01 0zM11.300 11.300 14.500 14.500',
  back: 'M14.500 9h-11M8 4.500 3.500 9 8 13.500',
  clear: 'M5 5l8 8M13 5l-8 8',
  newChat: 'M9 4v10M4 9h10',
  menu: 'M9 4.500v.1M9 9v.1M9 13.500v.1',
  lock: 'M5 8.500h8v5.500H5zM6.700 8.500V6.300a2.300 2.300 0 0 1 4.600 0v2.200',
  filter: 'M4 6h10M6 9h6M8 12h2',
  community: 'M9 4.600a2 2 0 1 0 .01 0zM4.300 6.600a1.500 1.500 0 1 0 .01 0zM13.700 6.600a1.500 1.500 0 1 0 .01 0zM5.400 14c.4-2.700 1.700-4 3.600-4s3.200 1.300 3.600 4M2 12.800c.2-1.700 1-2.700 2.300-2.700M16 12.800c-.2-1.700-1-2.700-2.300-2.700',
}

const pen = 'M4 13.800V5.500A1.500 1.500 0 0 1 5.500 4H9M14 9v3.300a1.500 1.500 0 0 1-1.500 1.500H4M8 10.200l.4-1.900L13 3.700l1.500 1.500-4.600 4.600z'
const two = 'M2 9.500 5.400 13 12 5.500M8.600 13 15.400 5.500'
const ticks: Record<Status, string> = {
  pending: `${circle(5.5)}M9 6v3.300l2 1.400`,
  sent: 'M4 9.500 7.400 13 14 5.500',
  delivered: two,
  read: two,
  failed: `${circle(5.5)}M9 6v4M9 11.800v.4`,
}

export function SideIcon({ sign, size = 18, className }: { sign: Sign; size?: number; className?: string }) {
  const title = signTitle(sign)
  const isPen = sign === 'newChat' && title !== 'ic-add'
  return <Named title={title} path={isPen ? pen : signs[sign]} size={size} className={className} />
}

export function TickIcon({ status }: { status: Status }) {
  return <Named title={previewTickTitle(status)} path={ticks[status]} size={16} />
}

/** Any icon by its name; builds before 2024 hide it from nobody and give the drawing no title. */
export function Named({ title, path, size, className }: { title: string; path: string; size: number; className?: string }) {
  const isOld = profile().generation === 'B'
  return (
    <span {...(isOld ? {} : { 'aria-hidden': 'true' })} {...attributes(title)} className={className}>
      <svg viewBox="0 0 18 18" width={size} height={size} preserveAspectRatio="xMidYMid meet">
        {!isOld && <title>{title}</title>}
        <path d={path} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  )
}

const NAMED_ALL_THE_SAME = new Set(['ic-headphones', 'ic-chevron-down-menu'])

/** Between 2025 and 2026 the icons that came new had no `data-icon`, while the old ones kept theirs. */
function attributes(title: string): Record<string, string> {
  const isNew = /^(wds-)?ic-/.test(title) && !NAMED_ALL_THE_SAME.has(title)
  return profile().icons === 'attribute' && isNew ? {} : iconAttributes(title)
}
