/** Every secret that this process holds, so that none of them is ever shown. */
export type SecretRegistry = {
  /** From now on, `redact` knows this secret, plain and in its common encodings. */
  add(secret: string): void
  /** The text with every known secret in it replaced. */
  redact(text: string): string
}

const mask = '[secret]'
/** Shorter ones would mask ordinary words, and protect nothing. */
const shortest = 4

/** One registry for a process: credentials add to it, the logger and the door ask it. */
export function createSecretRegistry(): SecretRegistry {
  const forms = new Set<string>()
  let pattern: RegExp | null = null

  return {
    add(secret) {
      if (secret.length < shortest) return
      const before = forms.size
      for (const form of formsOf(secret)) forms.add(form)
      if (forms.size === before) return
      const longestFirst = [...forms].sort((a, b) => b.length - a.length)
      pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'g')
    },
    redact: (text) => (pattern === null ? text : text.replace(pattern, mask)),
  }
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ]
}

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
