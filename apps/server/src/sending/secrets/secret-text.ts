import { inspect } from 'node:util'

/** A secret in memory. Nothing that prints, logs or serialises it shows more than a mask; only {@link reveal} does. */
export class SecretText {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The secret itself: for the call that needs it, at the last moment. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '[secret]'
  }

  toJSON(): string {
    return '[secret]'
  }

  [inspect.custom](): string {
    return '[secret]'
  }
}
