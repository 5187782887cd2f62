// Words in the language of the page. A word that dom.md §9 does not give in Spanish or Portuguese is our own translation.
import { language, type Language } from '../look/look'

export type Table<T> = Record<Language, T>

export function spoken<T>(table: Table<T>): T {
  return table[language()]
}

/** Whole numbers as the language writes them, such as `1.227`. */
export function number(count: number): string {
  return spoken(formats).format(count)
}

const dotted = new Intl.NumberFormat('de')
const formats: Table<Intl.NumberFormat> = { en: new Intl.NumberFormat('en'), es: dotted, pt: dotted }
