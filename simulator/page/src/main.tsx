// Draws the page: the static splash goes, the mount and the app root are made by script as the real page does.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { remember, talkTo, visibilityChanged } from './actions'
import { linkKey } from './device'
import { hear, type Link } from './frames'
import { App } from './parts/App'
import { connect } from './socket'
import { conversation, isOnline, selected } from './state'

async function start(): Promise<void> {
  const link: Link = { key: await linkKey(), isBack: false }
  await remember()
  const line = connect('world', {
    hello: () => ({
      t: 'hello',
      key: link.key,
      is_back: link.isBack,
      chat: link.isBack ? selected.get() : null,
      after: conversation.get()?.messages.findLast((message) => message.status !== 'pending')?.id ?? null,
    }),
    hear: (frames) => hear(frames, link),
    lineChanged: (isOpen) => isOnline.set(isOpen),
  })
  talkTo(line)
  document.addEventListener('visibilitychange', visibilityChanged)
  draw()
}

function draw(): void {
  const mount = document.createElement('div')
  mount.id = `mount_0_0_${Math.random().toString(36).slice(2, 4).padEnd(2, 'a')}`
  const outer = document.createElement('div')
  const root = document.createElement('div')
  root.id = 'app'
  outer.append(root)
  mount.append(outer)
  document.body.prepend(mount)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  requestAnimationFrame(() => document.getElementById('wa_web_initial_startup')?.remove())
}

void start()
