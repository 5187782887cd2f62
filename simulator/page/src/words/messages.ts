// Words for what can be done with a message, and what it is called when its words are not enough.
import { build } from '../parts/compose/build'
import type { Content } from '../wire'
import { spoken, type Table } from './words'

interface Words {
  context: string
  options: string
  react: string
  moreReactions: string
  reply: string
  copy: string
  forward: string
  edit: string
  remove: string
  you: string
  editTitle: string
  editDone: string
  editField: string
  close: string
  removeTitle: string
  removeForAll: string
  cancel: string
  kinds: Partial<Record<Content['kind'], string>>
}

const words: Table<Words> = {
  en: {
    context: 'Context menu',
    options: 'Message options',
    react: 'React',
    moreReactions: 'More reactions',
    reply: 'Reply',
    copy: 'Copy',
    forward: 'Forward',
    edit: 'Edit',
    remove: 'Delete',
    you: 'You',
    editTitle: 'Edit message',
    editDone: 'Send edited message',
    editField: 'Edit message',
    close: 'Close',
    removeTitle: 'Delete message?',
    removeForAll: 'Delete for everyone',
    cancel: 'Cancel',
    kinds: {
      image: 'Photo',
      album: 'Photo',
      video: 'Video',
      gif: 'GIF',
      voice: 'Voice message',
      audio: 'Audio',
      document: 'Document',
      sticker: 'Sticker',
      location: 'Location',
      live_location: 'Live location',
      contact: 'Contact',
      view_once: 'Photo',
    },
  },
  es: {
    context: 'Menú contextual',
    options: 'Opciones del mensaje',
    react: 'Reaccionar',
    moreReactions: 'Más reacciones',
    reply: 'Responder',
    copy: 'Copiar',
    forward: 'Reenviar',
    edit: 'Editar',
    remove: 'Eliminar',
    you: 'Tú',
    editTitle: 'Editar mensaje',
    editDone: 'Enviar mensaje editado',
    editField: 'Editar mensaje',
    close: 'Cerrar',
    removeTitle: '¿Eliminar mensaje?',
    removeForAll: 'Eliminar para todos',
    cancel: 'Cancelar',
    kinds: {
      image: 'Foto',
      album: 'Foto',
      video: 'Video',
      gif: 'GIF',
      voice: 'Mensaje de voz',
      audio: 'Audio',
      document: 'Documento',
      sticker: 'Sticker',
      location: 'Ubicación',
      live_location: 'Ubicación en tiempo real',
      contact: 'Contacto',
      view_once: 'Foto',
    },
  },
  pt: {
    context: 'Menu de contexto',
    options: 'Opções da mensagem',
    react: 'Reagir',
    moreReactions: 'Mais reações',
    reply: 'Responder',
    copy: 'Copiar',
    forward: 'Encaminhar',
    edit: 'Editar',
    remove: 'Apagar',
    you: 'Você',
    editTitle: 'Editar mensagem',
    editDone: 'Enviar mensagem editada',
    editField: 'Editar mensagem',
    close: 'Fechar',
    removeTitle: 'Apagar mensagem?',
    removeForAll: 'Apagar para todos',
    cancel: 'Cancelar',
    kinds: {
      image: 'Foto',
      album: 'Foto',
      video: 'Vídeo',
      gif: 'GIF',
      voice: 'Mensagem de voz',
      audio: 'Áudio',
      document: 'Documento',
      sticker: 'Figurinha',
      location: 'Localização',
      live_location: 'Localização em tempo real',
      contact: 'Contato',
      view_once: 'Foto',
    },
  },
}

export function messageWords(): Words {
  return spoken(words)
}

/** The button over a bubble: its name changed twice. */
export function contextLabel(): string {
  const now = messageWords()
  const { contextLabel: label } = build()
  if (label === 'Message options') return now.options
  return label === 'Context Menu' && now.context === 'Context menu' ? label : now.context
}

/** One line that stands for a message: its words, else what it is. */
export function gist(text: string, content: Content): string {
  return text || messageWords().kinds[content.kind] || ''
}
