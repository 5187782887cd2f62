// Words of the composer.
import { profile } from '../look/profile'
import type { Kind } from '../wire'
import { spoken, type Table } from './words'

interface Words {
  attach: string
  emojis: string
  placeholder: string
  plain: string
  to: (name: string) => string
  toGroup: (name: string) => string
  send: string
  voice: string
}

const words: Table<Words> = {
  en: {
    attach: 'Attach',
    emojis: 'Emojis, GIFs, Stickers',
    placeholder: 'Type a message',
    plain: 'Type a message',
    to: (name) => `Type a message to ${name}`,
    toGroup: (name) => `Type a message to group ${name}`,
    send: 'Send',
    voice: 'Voice message',
  },
  es: {
    attach: 'Adjuntar',
    emojis: 'Emojis, GIF, stickers',
    placeholder: 'Escribe un mensaje',
    plain: 'Escribe un mensaje',
    to: (name) => `Escribir un mensaje para ${name}`,
    toGroup: (name) => `Escribir un mensaje para el grupo ${name}`,
    send: 'Enviar',
    voice: 'Mensaje de voz',
  },
  pt: {
    attach: 'Anexar',
    emojis: 'Emojis, GIFs, figurinhas',
    placeholder: 'Digite uma mensagem',
    plain: 'Mensagem',
    to: (name) => `Digite uma mensagem para ${name}`,
    toGroup: (name) => `Digite uma mensagem para o grupo ${name}`,
    send: 'Enviar',
    voice: 'Mensagem de voz',
  },
}

export function composeWords(): Words {
  return spoken(words)
}

/** The name of the composer: since the end of 2025 it says to whom one writes. */
export function composerLabel(name: string, kind: Kind): string {
  const now = composeWords()
  if (profile().composerLabel !== 'named') return now.plain
  return kind === 'group' ? now.toGroup(name) : now.to(name)
}
