/**
 * The unread end of what came so far. A record that isn't complete is looked at again only when twice as much is
 * there, so a long one that comes in small pieces costs no more than twice its length.
 */
export class PendingBytes {
  #parts: Buffer[] = []
  #length = 0
  #wanted = 0

  get length(): number {
    return this.#length
  }

  /** Adds bytes; gives all that is unread if there is enough to look at it, else undefined. */
  add(bytes: Buffer): Buffer | undefined {
    this.#parts.push(bytes)
    this.#length += bytes.length
    return this.#length >= this.#wanted ? this.all() : undefined
  }

  all(): Buffer {
    const [only] = this.#parts
    return this.#parts.length === 1 && only ? only : Buffer.concat(this.#parts, this.#length)
  }

  /** What of {@link all} is still unread. */
  keep(rest: Buffer): void {
    // A copy: the rest is small as a rule, and must not keep what it is part of.
    this.#parts = rest.length > 0 ? [Buffer.from(rest)] : []
    this.#length = rest.length
    this.#wanted = rest.length * 2
  }
}
