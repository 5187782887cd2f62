import ui from '@nuxt/ui/vue-plugin'
import { config } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'

import './icons'

const nowhere = { template: '<i />' }
const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: '/inbox/:id?', name: 'inbox', component: nowhere },
    { path: '/:rest(.*)*', component: nowhere },
  ],
})

config.global.plugins = [router, ui]
// A warning of Vue is a mistake of ours.
config.global.config.warnHandler = (message) => {
  throw new Error(message)
}
