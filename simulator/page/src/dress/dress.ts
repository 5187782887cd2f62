// The last word on every element before React draws it: what this build does not write, and what a page update renamed.
import { look, type Drift } from '../look/look'
import { profile } from '../look/profile'

type Props = Record<string, unknown>

const KEPT_FEW =
  /^(selectable-text|select-all selectable-text|tail-|msg-(time|check|dblcheck|video)|status-|default-|document-[A-Z]|media-(play|gif)|ptt-|audio-)/

export function dress(props: Props): Props {
  const now = look.get()
  const testid = props['data-testid']
  let dressed = props
  if (typeof testid === 'string' && !isWritten(testid, now.drops_testids)) {
    const { 'data-testid': _, ...rest } = props
    dressed = rest
  }
  return hasDrift(now.drift) ? drifted(dressed, now.drift) : dressed
}

function isWritten(testid: string, isDropped: boolean): boolean {
  if (isDropped) return false
  const { testids } = profile()
  return testids === 'all' || (testids === 'few' && KEPT_FEW.test(testid))
}

function hasDrift({ testids, classes, roles, labels }: Drift): boolean {
  return [testids, classes, roles, labels].some((names) => Object.keys(names).length > 0)
}

function drifted(props: Props, drift: Drift): Props {
  const changed: Props = { ...props }
  rename(changed, 'data-testid', drift.testids)
  rename(changed, 'role', drift.roles)
  rename(changed, 'aria-label', drift.labels)
  if (typeof changed.className === 'string') {
    const classes = changed.className.split(/\s+/).map((name) => drift.classes[name] ?? name)
    changed.className = classes.filter(Boolean).join(' ')
  }
  return changed
}

function rename(props: Props, attribute: string, names: Readonly<Record<string, string>>): void {
  const value = props[attribute]
  if (typeof value !== 'string') return
  const renamed = names[value]
  if (renamed === undefined) return
  if (renamed) props[attribute] = renamed
  else delete props[attribute]
}
