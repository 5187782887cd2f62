// Words of the left pane.
import type { Status } from '../wire'
import { number, spoken, type Table } from './words'

interface Words {
  chatList: string
  searchResults: string
  search: string
  newChat: string
  menu: string
  filters: Record<'all' | 'unread' | 'favorites' | 'groups', string>
  rail: readonly string[]
  draft: string
  today: string
  yesterday: string
  typing: string
  typingWho: (name: string) => string
  unread: (count: number) => string
  status: Record<Status, string>
}

const words: Table<Words> = {
  en: {
    chatList: 'Chat list',
    searchResults: 'Search results.',
    search: 'Search or start a new chat',
    newChat: 'New chat',
    menu: 'Menu',
    filters: { all: 'All', unread: 'Unread', favorites: 'Favorites', groups: 'Groups' },
    rail: ['Chats', 'Status', 'Channels', 'Communities', 'Settings'],
    draft: 'Draft:',
    today: 'Today',
    yesterday: 'Yesterday',
    typing: 'typing…',
    typingWho: (name) => `${name} is typing…`,
    unread: (count) => (count === 1 ? '1 unread message' : `${number(count)} unread messages`),
    status: { pending: ' Pending ', sent: ' Sent ', delivered: ' Delivered ', read: ' Read ', failed: ' Failed ' },
  },
  es: {
    chatList: 'Lista de chats',
    searchResults: 'Resultados de la búsqueda.',
    search: 'Buscar un chat o iniciar uno nuevo',
    newChat: 'Nuevo chat',
    menu: 'Menú',
    filters: { all: 'Todos', unread: 'No leídos', favorites: 'Favoritos', groups: 'Grupos' },
    rail: ['Chats', 'Estados', 'Canales', 'Comunidades', 'Ajustes'],
    draft: 'Borrador:',
    today: 'Hoy',
    yesterday: 'Ayer',
    typing: 'escribiendo…',
    typingWho: (name) => `${name} está escribiendo…`,
    unread: (count) => (count === 1 ? '1 mensaje no leído' : `${number(count)} mensajes no leídos`),
    status: { pending: ' Pendiente ', sent: ' Enviado ', delivered: ' Entregado ', read: ' Leído ', failed: ' Fallido ' },
  },
  pt: {
    chatList: 'Lista de conversas',
    searchResults: 'Resultados da pesquisa.',
    search: 'Pesquisar ou começar uma nova conversa',
    newChat: 'Nova conversa',
    menu: 'Menu',
    filters: { all: 'Tudo', unread: 'Não lidas', favorites: 'Favoritos', groups: 'Grupos' },
    rail: ['Conversas', 'Status', 'Canais', 'Comunidades', 'Configurações'],
    draft: 'Rascunho:',
    today: 'Hoje',
    yesterday: 'Ontem',
    typing: 'digitando…',
    typingWho: (name) => `${name} está digitando…`,
    unread: (count) => (count === 1 ? '1 mensagem não lida' : `${number(count)} mensagens não lidas`),
    status: { pending: ' Pendente ', sent: ' Enviada ', delivered: ' Entregue ', read: ' Lida ', failed: ' Falhou ' },
  },
}

/** Never translated, in any build that was seen. */
export const CLEAR_SEARCH = 'End icon button'

export function sideWords(): Words {
  return spoken(words)
}
