// A phone number as the page writes it; the world's side is lookup.py.

const SHORT = /^[17]/
/** Countries with three digits before the number. */
const LONG = /^(2[1-689]|3[578]|42|5[09]|6[789]|8[05]|9[679])\d/

export function written(digits: string): string {
  const length = SHORT.test(digits) ? 1 : LONG.test(digits) ? 3 : 2
  const groups: string[] = []
  let rest = digits.slice(length)
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3))
    rest = rest.slice(3)
  }
  return ['+' + digits.slice(0, length), ...groups, rest].filter(Boolean).join(' ')
}
