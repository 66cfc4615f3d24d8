import type { FastifyHelmetOptions } from '@fastify/helmet'

const policy: Record<string, string> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
  'require-trusted-types-for': "'script'",
}

/** The policy of every answer that isn't a page. */
export const contentSecurityPolicy = print(policy)

/** The policy of one page: its own style elements bear the nonce, and one policy lets text without markup through. */
export function pageSecurityPolicy(nonce: string): string {
  return print({
    ...policy,
    'style-src-elem': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'none'",
    'trusted-types': 'default',
  })
}

export const permissionsPolicy = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()'

/** The other headers; the two above are set beside it. */
export const helmetOptions: FastifyHelmetOptions = {
  contentSecurityPolicy: false,
  strictTransportSecurity: false, // plain HTTP on loopback
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
}

function print(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
