import { existsSync } from 'node:fs'

/** Debian's; the one without a window first, which needs half the processor time. */
const places = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** The Chromium that the machine brings, or undefined where Playwright's own is to be used. */
export function systemChromium() {
  return places.find((place) => existsSync(place))
}
