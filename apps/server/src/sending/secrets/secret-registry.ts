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
const shortestWithinBase64 = 12

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
  const hex = bytes.toString('hex')
  const base64 = bytes.toString('base64')
  const within = bytes.length < shortestWithinBase64 ? [] : [0, 1, 2].map((offset) => base64Within(bytes, offset))
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    hex,
    hex.toUpperCase(),
    ...[base64, base64.replace(/=+$/, ''), ...within].flatMap((form) => [form, toUrlSafe(form)]),
  ]
}

/** What the secret always is within the base64 of a longer text, when `offset` bytes stand before it in its group. */
function base64Within(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes])
  return whole.toString('base64').slice(offset === 0 ? 0 : offset + 1, Math.floor((whole.length * 8) / 6))
}

const toUrlSafe = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
