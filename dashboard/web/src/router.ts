import { createRouter, createWebHistory } from 'vue-router'

import { useSession } from './stores/session'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    isPublic?: boolean
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: () => import('./views/SignInView.vue'), meta: { title: 'Sign in', isPublic: true } },
    { path: '/', name: 'overview', component: () => import('./views/OverviewView.vue'), meta: { title: 'Overview' } },
    { path: '/inbox/:id(\\d+)?', name: 'inbox', component: () => import('./views/InboxView.vue'), meta: { title: 'Inbox' } },
    { path: '/health', name: 'health', component: () => import('./views/HealthView.vue'), meta: { title: 'Health' } },
    { path: '/link', name: 'link', component: () => import('./views/LinkView.vue'), meta: { title: 'Link' } },
    { path: '/link/live', name: 'live-view', component: () => import('./views/RemoteView.vue'), meta: { title: 'Live view' } },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./views/NowhereView.vue'), meta: { title: 'Not found' } },
  ],
})

router.beforeEach(async (to) => {
  const session = useSession()
  await session.recall()
  if (!to.meta.isPublic && !session.isSignedIn) {
    return { name: 'sign-in', query: to.fullPath === '/' ? {} : { from: to.fullPath } }
  }
  if (to.name === 'sign-in' && session.isSignedIn) return { name: 'overview' }
})

router.afterEach((to) => {
  document.title = `${to.meta.title} · Switchboard`
})
