// Words of full screens that stand in the way of the chats, of banners and of dialogs.
import type { BannerName, StopName } from '../wire'
import { spoken, type Table } from './words'

/** `buttons` from what is pressed to its words; the first is the one that stands out. */
export interface StopWords {
  readonly title: string
  readonly text: string
  readonly buttons: Readonly<Record<string, string>>
}

export interface BannerWords {
  readonly title: (seconds: number) => string
  readonly text?: string
  readonly button?: string
}

interface Words {
  close: string
  ok: string
  cancel: string
  continue: string
  stops: Record<Exclude<StopName, 'unknown'>, StopWords>
  banners: Record<BannerName, BannerWords>
  news: { label: string; pages: readonly { title: string; text: string }[] }
  question: { title: string; text: string }
  notice: string
}

const en: Words = {
  close: 'Close',
  ok: 'OK',
  cancel: 'Cancel',
  continue: 'Continue',
  stops: {
    conflict_window: {
      title: '',
      text: 'WhatsApp is open in another window. Click "Use here" to use WhatsApp in this window.',
      buttons: { use_here: 'Use here', close: 'Close' },
    },
    conflict_computer: {
      title: '',
      text: 'WhatsApp is open on another computer or browser. Click "Use here" to use WhatsApp in this window.',
      buttons: { use_here: 'Use here', log_out: 'Log out' },
    },
    takeover: { title: '', text: 'WhatsApp is in use in another window. Refresh this page to go on.', buttons: { refresh: 'Refresh' } },
    offline: {
      title: 'Connecting to WhatsApp',
      text: 'Make sure your computer has an active internet connection.',
      buttons: { log_out: 'Log out' },
    },
    proxy: { title: "Can't load WhatsApp", text: 'The network or a proxy blocks the connection.', buttons: { try_again: 'Try again' } },
    banned: {
      title: 'Your account is temporarily banned',
      text: 'You can use WhatsApp again in 24 hours.',
      buttons: { log_out: 'Log out' },
    },
    terms: {
      title: 'Review the updated terms',
      text: 'Open WhatsApp on your phone to read and accept the updated Terms of Service.',
      buttons: { log_out: 'Log out' },
    },
    passkey: {
      title: 'Confirm with your passkey',
      text: 'To go on, confirm that it is you with your face, your finger or the lock of this device.',
      buttons: { passkey: 'Use passkey' },
    },
  },
  banners: {
    computer: {
      title: () => 'Computer not connected',
      text: 'Make sure your computer has an active internet connection.',
      button: 'Reconnect',
    },
    phone: { title: () => 'Phone not connected', text: 'Make sure your phone has an active internet connection.' },
    connecting: { title: () => 'Connecting' },
    retrying: { title: (seconds) => `Retrying in ${seconds} seconds…`, button: 'Retry now' },
    update: { title: () => 'A new version of WhatsApp is available.', button: 'Refresh' },
    notifications: { title: () => 'Message notifications are off', text: 'Turn on notifications to hear of new messages.', button: 'Turn on' },
    background_sync: { title: () => 'Turn on background sync', text: 'Messages come faster when the page was closed.' },
    language: { title: () => 'Language out of sync', button: 'Update now' },
  },
  news: {
    label: "What's new on WhatsApp Web",
    pages: [
      { title: "What's new on WhatsApp Web", text: 'Filters above the list show only what you look for.' },
      { title: 'Search that knows dates', text: 'Jump to a day from the search in a chat.' },
      { title: 'Stickers from your pictures', text: 'Make one in a moment and send it at once.' },
    ],
  },
  question: { title: 'Log out?', text: 'Are you sure you want to log out?' },
  notice: 'Something went wrong. Please try again later.',
}

const es: Words = {
  close: 'Cerrar',
  ok: 'OK',
  cancel: 'Cancelar',
  continue: 'Continuar',
  stops: {
    conflict_window: {
      title: '',
      text: 'WhatsApp está abierto en otra ventana. Haz clic en "Usar aquí" para usar WhatsApp en esta ventana.',
      buttons: { use_here: 'Usar aquí', close: 'Cerrar' },
    },
    conflict_computer: {
      title: '',
      text: 'WhatsApp está abierto en otra computadora o navegador. Haz clic en "Usar aquí" para usar WhatsApp en esta ventana.',
      buttons: { use_here: 'Usar aquí', log_out: 'Cerrar sesión' },
    },
    takeover: { title: '', text: 'WhatsApp se está usando en otra ventana. Actualiza esta página para continuar.', buttons: { refresh: 'Actualizar' } },
    offline: {
      title: 'Conectando a WhatsApp',
      text: 'Asegúrate de que tu computadora tenga una conexión activa a internet.',
      buttons: { log_out: 'Cerrar sesión' },
    },
    proxy: { title: 'No se puede cargar WhatsApp', text: 'La red o un proxy bloquea la conexión.', buttons: { try_again: 'Intentar de nuevo' } },
    banned: {
      title: 'Tu cuenta está suspendida temporalmente',
      text: 'Podrás volver a usar WhatsApp en 24 horas.',
      buttons: { log_out: 'Cerrar sesión' },
    },
    terms: {
      title: 'Revisa las condiciones actualizadas',
      text: 'Abre WhatsApp en tu teléfono para leer y aceptar las Condiciones del servicio actualizadas.',
      buttons: { log_out: 'Cerrar sesión' },
    },
    passkey: {
      title: 'Confirma con tu llave de acceso',
      text: 'Para continuar, confirma que eres tú con tu rostro, tu huella o el bloqueo de este dispositivo.',
      buttons: { passkey: 'Usar llave de acceso' },
    },
  },
  banners: {
    computer: {
      title: () => 'Computadora sin conexión',
      text: 'Asegúrate de que tu computadora tenga una conexión activa a internet.',
      button: 'Reconectar',
    },
    phone: { title: () => 'Teléfono sin conexión', text: 'Asegúrate de que tu teléfono tenga una conexión activa a internet.' },
    connecting: { title: () => 'Conectando' },
    retrying: { title: (seconds) => `Reintentando en ${seconds} segundos…`, button: 'Reintentar ahora' },
    update: { title: () => 'Hay una nueva versión de WhatsApp disponible.', button: 'Actualizar' },
    notifications: { title: () => 'Las notificaciones de mensajes están desactivadas', text: 'Actívalas para enterarte de los mensajes nuevos.', button: 'Activar' },
    background_sync: { title: () => 'Activa la sincronización en segundo plano', text: 'Los mensajes llegan antes si la página estaba cerrada.' },
    language: { title: () => 'El idioma no está sincronizado', button: 'Actualizar ahora' },
  },
  news: {
    label: 'Novedades en WhatsApp Web',
    pages: [
      { title: 'Novedades en WhatsApp Web', text: 'Los filtros sobre la lista muestran solo lo que buscas.' },
      { title: 'Una búsqueda que conoce fechas', text: 'Salta a un día desde la búsqueda de un chat.' },
      { title: 'Stickers con tus imágenes', text: 'Crea uno en un momento y envíalo enseguida.' },
    ],
  },
  question: { title: '¿Cerrar sesión?', text: '¿Seguro que quieres cerrar la sesión?' },
  notice: 'Algo salió mal. Inténtalo de nuevo más tarde.',
}

const pt: Words = {
  close: 'Fechar',
  ok: 'OK',
  cancel: 'Cancelar',
  continue: 'Continuar',
  stops: {
    conflict_window: {
      title: '',
      text: 'O WhatsApp está aberto em outra janela. Clique em "Usar aqui" para usar o WhatsApp nesta janela.',
      buttons: { use_here: 'Usar aqui', close: 'Fechar' },
    },
    conflict_computer: {
      title: '',
      text: 'O WhatsApp está aberto em outro computador ou navegador. Clique em "Usar aqui" para usar o WhatsApp nesta janela.',
      buttons: { use_here: 'Usar aqui', log_out: 'Desconectar' },
    },
    takeover: { title: '', text: 'O WhatsApp está em uso em outra janela. Atualize esta página para continuar.', buttons: { refresh: 'Atualizar' } },
    offline: {
      title: 'Conectando ao WhatsApp',
      text: 'Verifique se o computador está conectado à internet.',
      buttons: { log_out: 'Desconectar' },
    },
    proxy: { title: 'Não foi possível carregar o WhatsApp', text: 'A rede ou um proxy bloqueia a conexão.', buttons: { try_again: 'Tentar novamente' } },
    banned: {
      title: 'Sua conta foi suspensa temporariamente',
      text: 'Você poderá usar o WhatsApp novamente em 24 horas.',
      buttons: { log_out: 'Desconectar' },
    },
    terms: {
      title: 'Confira os termos atualizados',
      text: 'Abra o WhatsApp no celular para ler e aceitar os Termos de Serviço atualizados.',
      buttons: { log_out: 'Desconectar' },
    },
    passkey: {
      title: 'Confirme com sua chave de acesso',
      text: 'Para continuar, confirme que é você com seu rosto, sua digital ou o bloqueio deste dispositivo.',
      buttons: { passkey: 'Usar chave de acesso' },
    },
  },
  banners: {
    computer: {
      title: () => 'Computador sem conexão',
      text: 'Verifique se o computador está conectado à internet.',
      button: 'Reconectar',
    },
    phone: { title: () => 'Celular sem conexão', text: 'Verifique se o celular está conectado à internet.' },
    connecting: { title: () => 'Conectando' },
    retrying: { title: (seconds) => `Tentando novamente em ${seconds} segundos…`, button: 'Tentar agora' },
    update: { title: () => 'Uma nova versão do WhatsApp está disponível.', button: 'Atualizar' },
    notifications: { title: () => 'As notificações de mensagens estão desativadas', text: 'Ative-as para saber de novas mensagens.', button: 'Ativar' },
    background_sync: { title: () => 'Ative a sincronização em segundo plano', text: 'As mensagens chegam antes quando a página esteve fechada.' },
    language: { title: () => 'Idioma fora de sincronia', button: 'Atualizar agora' },
  },
  news: {
    label: 'Novidades no WhatsApp Web',
    pages: [
      { title: 'Novidades no WhatsApp Web', text: 'Os filtros acima da lista mostram só o que você procura.' },
      { title: 'Pesquisa que conhece datas', text: 'Vá para um dia a partir da pesquisa da conversa.' },
      { title: 'Figurinhas das suas imagens', text: 'Crie uma em um instante e envie na hora.' },
    ],
  },
  question: { title: 'Desconectar?', text: 'Tem certeza de que deseja desconectar?' },
  notice: 'Algo deu errado. Tente novamente mais tarde.',
}

const words: Table<Words> = { en, es, pt }

export function stopWords(): Words {
  return spoken(words)
}
