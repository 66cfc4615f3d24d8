/** A function whose answer depends on its text alone, and which is asked for the same text many times in a row. */
export function rememberLast<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, answer: ask(text) }
    return last.answer
  }
}
