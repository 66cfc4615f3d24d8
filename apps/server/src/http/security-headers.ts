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

/** The headers of every answer, errors and files too. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': print(policy),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** The policy of one page: its own style elements bear the nonce, and one policy lets text without markup through. */
export function pageSecurityPolicy(nonce: string): string {
  return print({
    ...policy,
    'style-src-elem': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'none'",
    'trusted-types': 'default',
  })
}

function print(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
