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
  recording: string
  recordingWho: (name: string) => string
  unread: (count: number) => string
  status: Record<Status, string>
  /** Of a chat that somebody marked so. */
  markedUnread: string
  mention: string
  muted: string
  pinned: string
  archived: string
  archivedHint: string
  back: string
  close: string
  selfMark: string
  searchOld: string
  cancelSearch: string
  unreadFilter: string
  moreFilters: string
  sections: Record<'chats' | 'contacts' | 'messages', string>
  nothingFound: string
  nothingUnread: string
  nothingHere: string
  showAll: string
  emptyTitle: string
  emptyHint: string
  encryptedLead: string
  encryptedLink: string
  rowMenu: string
  statusNews: string
  profile: string
  newList: string
  searchOldHint: string
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
    recording: 'recording audio…',
    recordingWho: (name) => `${name} is recording audio…`,
    unread: (count) => (count === 1 ? '1 unread message' : `${number(count)} unread messages`),
    status: { pending: ' Pending ', sent: ' Sent ', delivered: ' Delivered ', read: ' Read ', failed: ' Failed ' },
    markedUnread: 'Unread',
    mention: '@ message',
    muted: 'Muted chat',
    pinned: 'Pinned chat',
    archived: 'Archived',
    archivedHint: 'These chats stay archived when new messages arrive.',
    back: 'Back',
    close: 'Close',
    selfMark: '(You)',
    searchOld: 'Search input textbox',
    cancelSearch: 'Cancel search',
    unreadFilter: 'Unread chats filter',
    moreFilters: 'More filters',
    sections: { chats: 'Chats', contacts: 'Contacts', messages: 'Messages' },
    nothingFound: 'No chats, contacts or messages found',
    nothingUnread: 'No unread chats',
    nothingHere: 'No chats here yet',
    showAll: 'View all chats',
    emptyTitle: 'No chats yet',
    emptyHint: 'When somebody writes to you, or you start a chat, it appears here.',
    encryptedLead: 'Your personal messages are ',
    encryptedLink: 'end-to-end encrypted',
    rowMenu: 'Open the chat context menu',
    statusNews: 'Updates in Status',
    profile: 'Profile',
    newList: 'New list',
    searchOldHint: 'Search or start new chat',
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
    recording: 'grabando audio…',
    recordingWho: (name) => `${name} está grabando audio…`,
    unread: (count) => (count === 1 ? '1 mensaje no leído' : `${number(count)} mensajes no leídos`),
    status: { pending: ' Pendiente ', sent: ' Enviado ', delivered: ' Entregado ', read: ' Leído ', failed: ' Fallido ' },
    markedUnread: 'No leído',
    mention: '@ mensaje',
    muted: 'Chat silenciado',
    pinned: 'Chat fijado',
    archived: 'Archivados',
    archivedHint: 'Estos chats siguen archivados cuando llegan mensajes nuevos.',
    back: 'Atrás',
    close: 'Cerrar',
    selfMark: '(Tú)',
    searchOld: 'Cuadro de texto de búsqueda',
    cancelSearch: 'Cancelar búsqueda',
    unreadFilter: 'Filtro de chats no leídos',
    moreFilters: 'Más filtros',
    sections: { chats: 'Chats', contacts: 'Contactos', messages: 'Mensajes' },
    nothingFound: 'No se encontraron chats, contactos ni mensajes',
    nothingUnread: 'No hay chats no leídos',
    nothingHere: 'Todavía no hay chats aquí',
    showAll: 'Ver todos los chats',
    emptyTitle: 'Todavía no hay chats',
    emptyHint: 'Cuando alguien te escriba, o empieces un chat, aparecerá aquí.',
    encryptedLead: 'Tus mensajes personales están ',
    encryptedLink: 'cifrados de extremo a extremo',
    rowMenu: 'Abrir el menú contextual del chat',
    statusNews: 'Novedades en Estados',
    profile: 'Perfil',
    newList: 'Nueva lista',
    searchOldHint: 'Busca un chat o inicia uno nuevo.',
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
    recording: 'gravando áudio…',
    recordingWho: (name) => `${name} está gravando áudio…`,
    unread: (count) => (count === 1 ? '1 mensagem não lida' : `${number(count)} mensagens não lidas`),
    status: { pending: ' Pendente ', sent: ' Enviada ', delivered: ' Entregue ', read: ' Lida ', failed: ' Falhou ' },
    markedUnread: 'Não lida',
    mention: '@ mensagem',
    muted: 'Conversa silenciada',
    pinned: 'Conversa fixada',
    archived: 'Arquivadas',
    archivedHint: 'Essas conversas continuam arquivadas quando chegam mensagens novas.',
    back: 'Voltar',
    close: 'Fechar',
    selfMark: '(Você)',
    searchOld: 'Caixa de texto de pesquisa',
    cancelSearch: 'Cancelar pesquisa',
    unreadFilter: 'Filtro de conversas não lidas',
    moreFilters: 'Mais filtros',
    sections: { chats: 'Conversas', contacts: 'Contatos', messages: 'Mensagens' },
    nothingFound: 'Nenhuma conversa, contato ou mensagem encontrada',
    nothingUnread: 'Nenhuma conversa não lida',
    nothingHere: 'Ainda não há conversas aqui',
    showAll: 'Ver todas as conversas',
    emptyTitle: 'Ainda não há conversas',
    emptyHint: 'Quando alguém escrever, ou você começar uma conversa, ela aparece aqui.',
    encryptedLead: 'Suas mensagens pessoais são protegidas com a ',
    encryptedLink: 'criptografia de ponta a ponta',
    rowMenu: 'Abrir o menu da conversa',
    statusNews: 'Atualizações no Status',
    profile: 'Perfil',
    newList: 'Nova lista',
    searchOldHint: 'Pesquisar ou começar uma nova conversa',
  },
}

/** Never translated, in any build that was seen. */
export const CLEAR_SEARCH = 'End icon button'

export function sideWords(): Words {
  return spoken(words)
}
