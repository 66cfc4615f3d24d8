/** The newest answers to a yes-or-no question, so many at most: how many there are, and how many of them are yes. */
export type Recent = { readonly length: number; readonly yes: number; note(isYes: boolean, times?: number): void }

export function createRecent(most: number): Recent {
  const answers = new Uint8Array(most)
  let length = 0
  let yes = 0
  let next = 0
  return {
    get length() {
      return length
    },
    get yes() {
      return yes
    },
    note(isYes, times = 1) {
      const answer = isYes ? 1 : 0
      for (let time = Math.min(times, most); time > 0; time -= 1) {
        yes += answer - (answers[next] ?? 0)
        answers[next] = answer
        next = (next + 1) % most
        if (length < most) length += 1
      }
    },
  }
}
