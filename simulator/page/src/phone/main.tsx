// Draws the phone page.
import { createRoot } from 'react-dom/client'

import { Phone } from './Phone'
import { connect } from './wire'

connect()
const root = document.getElementById('phone')
if (root) createRoot(root).render(<Phone />)
