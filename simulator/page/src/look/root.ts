// The elements around the app, which React does not draw: they follow the build, language and direction too.
import { look, type Look } from './look'
import { profile } from './profile'

const CLASSES = 'js serviceworker adownload cssanimations csstransitions webp exiforient'

/** What stood in the page when it was served is put right at every change of look. */
export function showLook(next: Look): void {
  look.set(next)
  const root = document.documentElement
  const isOld = profile().splash === 'initial_startup'
  root.id = isOld ? '' : 'whatsapp-web'
  if (isOld) {
    root.removeAttribute('id')
    root.setAttribute('loc', next.language)
  } else root.removeAttribute('loc')
  root.className = isOld ? CLASSES : CLASSES.replace('js ', '')
  root.lang = next.language
  const direction = next.right_to_left ? 'rtl' : 'ltr'
  // In capitals on every saved page of that era; a selector does not mind.
  root.setAttribute('dir', isOld ? direction.toUpperCase() : direction)
  document.body.classList.toggle('web', isOld)
}

/** Where React draws: the oldest pages are served with it, others with the mount around it, the newest with neither. */
export function appRoot(): HTMLElement {
  const served = document.getElementById('app')
  if (served) return served
  const mount = document.querySelector('[id^="mount_0_0_"]') ?? newMount()
  const outer = document.createElement('div')
  const root = document.createElement('div')
  root.id = 'app'
  outer.append(root)
  mount.append(outer)
  return root
}

function newMount(): HTMLElement {
  const mount = document.createElement('div')
  mount.id = `mount_0_0_${Math.random().toString(36).slice(2, 4).padEnd(2, 'a')}`
  document.body.prepend(mount)
  return mount
}
