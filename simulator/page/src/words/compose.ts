// Words of the composer, of files before they are sent, and of the notices in its place.
import { build } from '../parts/compose/build'
import { look } from '../look/look'
import { profile } from '../look/profile'
import type { Kind } from '../wire'
import { spoken, type Table } from './words'

type Item = 'document' | 'media' | 'camera' | 'audio' | 'contact' | 'poll' | 'event' | 'sticker'

interface Words {
  attach: string
  emojis: string
  /** The same button in the builds before. */
  expressions: string
  emojiPanel: string
  placeholder: string
  plain: string
  to: (name: string) => string
  toGroup: (name: string) => string
  send: string
  voice: string
  items: Record<Item, string>
  addCaption: string
  typeCaption: string
  close: string
  removeFile: string
  cancelReply: string
  restricted: string
  details: string
  blocked: (name: string) => string
  announcement: string
  left: string
}

const words: Table<Words> = {
  en: {
    attach: 'Attach',
    emojis: 'Emojis, GIFs, Stickers',
    expressions: 'Expressions picker',
    emojiPanel: 'Open emojis panel',
    placeholder: 'Type a message',
    plain: 'Type a message',
    to: (name) => `Type a message to ${name}`,
    toGroup: (name) => `Type a message to group ${name}`,
    send: 'Send',
    voice: 'Voice message',
    items: {
      document: 'Document',
      media: 'Photos & videos',
      camera: 'Camera',
      audio: 'Audio',
      contact: 'Contact',
      poll: 'Poll',
      event: 'Event',
      sticker: 'New sticker',
    },
    addCaption: 'Add a caption',
    typeCaption: 'Type a caption',
    close: 'Close',
    removeFile: 'Remove file',
    cancelReply: 'Cancel reply',
    restricted: "Your account on linked devices is restricted. You can't start new chats right now.",
    details: 'Show details',
    blocked: (name) => `Can't send a message to blocked contact ${name}.`,
    announcement: 'Only admins can send messages.',
    left: "You can't send messages to this group because you're no longer a member.",
  },
  es: {
    attach: 'Adjuntar',
    emojis: 'Emojis, GIF, stickers',
    expressions: 'Selector de expresiones',
    emojiPanel: 'Abrir el panel de emojis',
    placeholder: 'Escribe un mensaje',
    plain: 'Escribe un mensaje',
    to: (name) => `Escribir un mensaje para ${name}`,
    toGroup: (name) => `Escribir un mensaje para el grupo ${name}`,
    send: 'Enviar',
    voice: 'Mensaje de voz',
    items: {
      document: 'Documento',
      media: 'Fotos y videos',
      camera: 'Cámara',
      audio: 'Audio',
      contact: 'Contacto',
      poll: 'Encuesta',
      event: 'Evento',
      sticker: 'Nuevo sticker',
    },
    addCaption: 'Añade un comentario',
    typeCaption: 'Escribe un comentario',
    close: 'Cerrar',
    removeFile: 'Quitar archivo',
    cancelReply: 'Cancelar respuesta',
    restricted: 'Tu cuenta en los dispositivos vinculados está restringida. No puedes iniciar chats nuevos por ahora.',
    details: 'Mostrar detalles',
    blocked: (name) => `No se puede enviar un mensaje al contacto bloqueado ${name}.`,
    announcement: 'Solo los administradores pueden enviar mensajes.',
    left: 'No puedes enviar mensajes a este grupo porque ya no eres miembro.',
  },
  pt: {
    attach: 'Anexar',
    emojis: 'Emojis, GIFs, figurinhas',
    expressions: 'Seletor de expressões',
    emojiPanel: 'Abrir painel de emojis',
    placeholder: 'Digite uma mensagem',
    plain: 'Mensagem',
    to: (name) => `Digite uma mensagem para ${name}`,
    toGroup: (name) => `Digite uma mensagem para o grupo ${name}`,
    send: 'Enviar',
    voice: 'Mensagem de voz',
    items: {
      document: 'Documento',
      media: 'Fotos e vídeos',
      camera: 'Câmera',
      audio: 'Áudio',
      contact: 'Contato',
      poll: 'Enquete',
      event: 'Evento',
      sticker: 'Nova figurinha',
    },
    addCaption: 'Adicione uma legenda',
    typeCaption: 'Digite uma legenda',
    close: 'Fechar',
    removeFile: 'Remover arquivo',
    cancelReply: 'Cancelar resposta',
    restricted: 'Sua conta em dispositivos conectados está restrita. Você não pode iniciar novas conversas agora.',
    details: 'Mostrar detalhes',
    blocked: (name) => `Não é possível enviar mensagem ao contato bloqueado ${name}.`,
    announcement: 'Somente admins podem enviar mensagens.',
    left: 'Você não pode enviar mensagens para este grupo porque não é mais membro.',
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

/** What stands in the empty composer; the plain form was also its label. */
export function placeholder(): string {
  return profile().composerLabel === 'named' ? composeWords().placeholder : composeWords().plain
}

export function captionLabel(): string {
  const now = composeWords()
  return { add: now.addCaption, type: now.typeCaption, message: now.placeholder }[build().caption]
}

export function emojiLabel(): string {
  const now = composeWords()
  const { emojiIcon } = build()
  return emojiIcon === 'smiley' ? now.emojiPanel : emojiIcon === 'expressions' ? now.expressions : now.emojis
}

/** In 2023 this item was written with a capital. */
export function itemLabel(item: Item): string {
  const label = composeWords().items[item]
  return look.get().profile === '2023-06' && label === 'Photos & videos' ? 'Photos & Videos' : label
}
