import type { Bubble, Held } from '../../api/types'
import { countdown } from '../../format'
import { KIND } from '../../words'

const DELETED_BY: Record<string, string> = {
  us: 'You deleted this message',
  admin: 'An admin deleted this message',
}

/** "report.pdf · PDF · 4 pages · 164 KB": what a message holds besides its words, in one line. */
export function heldLine(bubble: Pick<Bubble, 'kind' | 'holds'>): string {
  const { kind, holds } = bubble
  if (kind === 'deleted') return DELETED_BY[holds?.by ?? ''] ?? KIND.deleted.label
  if (holds?.state === 'waiting') return 'Waiting to be decrypted'
  const facts = holds ? factsOf(holds) : []
  return [KIND[kind].label, ...facts].join(' · ')
}

function factsOf(holds: Held): string[] {
  const facts = [
    holds.name,
    holds.type,
    holds.pages === null || holds.pages === undefined ? null : `${holds.pages} ${holds.pages === 1 ? 'page' : 'pages'}`,
    holds.size === null || holds.size === undefined ? null : bytes(holds.size),
    holds.seconds === null || holds.seconds === undefined ? null : countdown(holds.seconds),
    holds.items === null || holds.items === undefined ? null : `${holds.items}`,
    holds.emoji,
    holds.options?.join(' / '),
    holds.state,
  ]
  return facts.filter((fact): fact is string => Boolean(fact))
}

/** "164 KB" */
export function bytes(size: number): string {
  if (size < 1024) return `${size} bytes`
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}

/** "👍 2 ❤" */
export function reactionLine(reactions: Bubble['reactions'] | undefined): string {
  return (reactions ?? []).map(({ emoji, count }) => (count && count > 1 ? `${emoji} ${count}` : emoji)).join(' ')
}
