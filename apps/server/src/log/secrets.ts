export type Secrets = {
  /** From now on this value appears in no log line, in whatever form it is written. */
  add(secret: string): void
  /** The text with every known secret hidden. */
  mask(text: string): string
}

const hidden = '[hidden]'

/** The secrets that this process has in memory, so that no log line shows one, not even inside an error's cause. */
export function createSecrets(): Secrets {
  const forms = new Set<string>()
  return {
    add(secret) {
      if (secret.length < 6) return // hiding it would eat common words
      const bytes = Buffer.from(secret)
      for (const encoding of ['base64', 'base64url', 'hex'] as const) forms.add(bytes.toString(encoding))
      forms.add(secret).add(encodeURIComponent(secret)).add(JSON.stringify(secret).slice(1, -1))
    },
    mask(text) {
      let masked = text
      for (const form of forms) masked = masked.replaceAll(form, hidden)
      return masked
    },
  }
}
