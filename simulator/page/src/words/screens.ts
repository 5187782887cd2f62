// Words of the full screens, banners and dialogs.
import { spoken, type Table } from './words'

interface Words {
  encrypted: string
  dontClose: string
  qrTitle: string
  qrSteps: readonly string[]
  qrReload: string
  stay: string
  byPhone: string
  offline: string
  offlineHint: string
  syncing: (percent: number) => string
}

const words: Table<Words> = {
  en: {
    encrypted: 'End-to-end encrypted',
    dontClose: "Don't close this window. Your messages are downloading.",
    qrTitle: 'Steps to log in',
    qrSteps: [
      'Open WhatsApp on your phone',
      'Tap Menu or Settings, then Linked devices',
      'Tap Link a device and point your phone at this screen',
    ],
    qrReload: 'Select to reload QR code',
    stay: 'Stay logged in on this browser',
    byPhone: 'Log in with phone number',
    offline: 'Computer not connected',
    offlineHint: 'Make sure your computer has an active internet connection.',
    syncing: (percent) => `Loading messages (${percent}%)`,
  },
  es: {
    encrypted: 'Cifrado de extremo a extremo',
    dontClose: 'No cierres esta ventana. Tus mensajes se están descargando.',
    qrTitle: 'Pasos para iniciar sesión',
    qrSteps: [
      'Abre WhatsApp en tu teléfono',
      'Toca Menú o Ajustes y luego Dispositivos vinculados',
      'Toca Vincular dispositivo y apunta tu teléfono hacia esta pantalla',
    ],
    qrReload: 'Selecciona para actualizar el código QR',
    stay: 'Mantener la sesión iniciada en este navegador',
    byPhone: 'Iniciar sesión con número de teléfono',
    offline: 'Computadora sin conexión',
    offlineHint: 'Asegúrate de que tu computadora tenga una conexión activa a internet.',
    syncing: (percent) => `Cargando mensajes (${percent}%)`,
  },
  pt: {
    encrypted: 'Protegido com a criptografia de ponta a ponta',
    dontClose: 'Não feche esta janela. Suas mensagens estão sendo baixadas.',
    qrTitle: 'Etapas para entrar',
    qrSteps: [
      'Abra o WhatsApp no seu celular',
      'Toque em Mais opções ou Configurações e depois em Dispositivos conectados',
      'Toque em Conectar dispositivo e aponte o celular para esta tela',
    ],
    qrReload: 'Selecione para recarregar o código QR',
    stay: 'Continuar conectado neste navegador',
    byPhone: 'Entrar com número de telefone',
    offline: 'Computador sem conexão',
    offlineHint: 'Verifique se o computador está conectado à internet.',
    syncing: (percent) => `Carregando mensagens (${percent}%)`,
  },
}

/** English on the page in every language. */
export const QR_CANVAS = 'Scan this QR code to link a device!'

export function screenWords(): Words {
  return spoken(words)
}
