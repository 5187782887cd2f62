// Draws the page: the static splash goes, the mount and the app root are made by script as the real page does.
import { StrictMode } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

import { remember, talkTo, visibilityChanged } from './actions'
import { linkKey } from './device'
import { hear, type Link } from './frames'
import { appRoot } from './look/root'
import { withoutMoves } from './moves'
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
  const root = appRoot()
  withoutMoves([root, document.body], () => {
    const react = createRoot(root)
    flushSync(() =>
      react.render(
        <StrictMode>
          <App />
          {/* Menus and dialogs are drawn here later; React begins to listen with the first of them. */}
          {createPortal(null, document.body)}
        </StrictMode>,
      ),
    )
  })
  requestAnimationFrame(() => document.querySelector('#wa_web_initial_startup, #initial_startup')?.remove())
}

void start()
