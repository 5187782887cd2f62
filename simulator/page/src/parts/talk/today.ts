// The day it is in the world, for labels such as "Today", which change at midnight or when its clock jumps.
import { atom } from '../../atom'
import { look } from '../../look/look'
import { dayKey, now } from '../../look/times'

export const today = atom(dayKey(now()))

const turn = () => today.set(dayKey(now()))

// At midnight, and when the clock is set, look/times.ts has everything drawn again.
look.subscribe(turn)
document.addEventListener('visibilitychange', turn)
