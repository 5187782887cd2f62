// The picture of a chat: a painted one, or the drawing of its kind.
import css from '../page.module.css'
import { avatarTitle, profile, testid } from '../look/profile'
import type { Kind } from '../wire'
import { Named } from './side/SideIcon'

const drawings: Record<Kind | 'community', string> = {
  person: 'M9 3.600a2.800 2.800 0 1 0 .01 0zM3.400 14.800c.6-3.200 2.700-4.700 5.600-4.700s5 1.500 5.600 4.700',
  group: 'M6.600 4.600a2.200 2.200 0 1 0 .01 0zM12.300 5.400a1.800 1.800 0 1 0 .01 0zM2.200 13.800c.5-2.700 2.100-3.900 4.400-3.900s3.900 1.200 4.400 3.900M12.300 10.300c2 0 3.200 1 3.700 3.100',
  channel: 'M9 7.800a1.200 1.200 0 1 0 .01 0zM5.200 12.800a5.300 5.300 0 0 1 0-7.600M12.800 5.200a5.300 5.300 0 0 1 0 7.600',
  community: 'M9 4a2.100 2.100 0 1 0 .01 0zM4 6.400a1.500 1.500 0 1 0 .01 0zM14 6.400a1.500 1.500 0 1 0 .01 0zM5.200 14.200c.4-2.800 1.800-4.300 3.800-4.300s3.400 1.500 3.800 4.300M1.800 12.900c.2-1.800 1-2.800 2.300-2.800M16.200 12.900c-.2-1.800-1-2.800-2.300-2.800',
}

interface Props {
  kind: Kind
  name: string
  size: number
  hasPicture?: boolean
  isCommunity?: boolean
}

export function Avatar({ kind, name, size, hasPicture = false, isCommunity = false }: Props) {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7)
  const what = isCommunity ? 'community' : kind
  const isNewest = profile().name === '2026-10' && kind === 'group'
  return (
    <div style={{ height: `${size}px`, width: `${size}px` }} {...(isNewest ? testid('group-chat-profile-picture') : {})}>
      {hasPicture ? (
        <img
          src={picture(name, hue)}
          alt=""
          draggable={false}
          className={`${profile().generation === 'B' ? '' : '_ao3e '}${css.avatar}`}
          tabIndex={-1}
          style={{ visibility: 'visible', width: size, height: size }}
        />
      ) : (
        <div className={css.avatar} style={{ height: size, background: `hsl(${hue} 42% 88%)`, color: `hsl(${hue} 34% 38%)` }}>
          <Named title={isCommunity ? communityTitle() : avatarTitle(kind)} path={drawings[what]} size={Math.round(size * 0.62)} />
        </div>
      )}
    </div>
  )
}

function communityTitle(): string {
  return profile().generation === 'B' ? 'default-community' : 'default-community-refreshed'
}

/** Two hills under a sun, in colours that belong to the name. */
function picture(name: string, hue: number): string {
  const sun = 12 + ([...name].length % 5) * 6
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="hsl(${hue} 55% 78%)"/>` +
    `<circle cx="${sun}" cy="15" r="6" fill="hsl(45 90% 70%)"/>` +
    `<path d="M0 34q12-14 26 0t22-4v18H0z" fill="hsl(${(hue + 40) % 360} 38% 52%)"/>` +
    `<path d="M0 42q16-10 30-2t18-2v10H0z" fill="hsl(${(hue + 70) % 360} 40% 38%)"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
