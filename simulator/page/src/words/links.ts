// Words of a chat that is begun by a link.
import { build } from '../parts/compose/build'
import { spoken, type Table } from './words'

interface Words {
  starting: string
  cancel: string
  ok: string
  noAccount: (number: string) => string
  invalid: string
}

const words: Table<Words> = {
  en: {
    starting: 'Starting chat',
    cancel: 'Cancel',
    ok: 'OK',
    noAccount: (number) => `The number ${number} isn't on WhatsApp.`,
    invalid: 'Phone number shared via url is invalid.',
  },
  es: {
    starting: 'Iniciando chat',
    cancel: 'Cancelar',
    ok: 'OK',
    noAccount: (number) => `El número ${number} no está en WhatsApp.`,
    invalid: 'El número de teléfono compartido a través de la dirección URL no es válido.',
  },
  pt: {
    starting: 'Iniciando conversa',
    cancel: 'Cancelar',
    ok: 'OK',
    noAccount: (number) => `O número ${number} não está no WhatsApp.`,
    invalid: 'O número de telefone compartilhado por url é inválido.',
  },
}

export function linkWords(): Words {
  return spoken(words)
}

/** What a link to nobody is answered with: older builds do not name the number, and none names what is no number (null). */
export function refusal(number: string | null): string {
  const now = linkWords()
  return number === null || build().invalidNumber === 'url' ? now.invalid : now.noAccount(number)
}
