/**
 * Splits a command line as a POSIX shell would: blanks, quotes, `$'…'`, escapes and line continuations. Nothing is
 * expanded: `$NAME` stays as it is. An open quote runs to the end.
 */
export function shellWords(text: string): string[] {
  const words: string[] = []
  let word: string | null = null
  let at = 0
  while (at < text.length) {
    const character = text[at] ?? ''
    if (/\s/.test(character)) {
      if (word !== null) words.push(word)
      word = null
      at += 1
      continue
    }
    const piece = readPiece(text, at)
    // A line continuation is nothing at all.
    if (piece.text !== null) word = (word ?? '') + piece.text
    at = piece.end
  }
  if (word !== null) words.push(word)
  return words
}

type Piece = { text: string | null; end: number }

function readPiece(text: string, at: number): Piece {
  const character = text[at]
  if (character === '\\') {
    const rest = text.slice(at + 1, at + 3)
    if (rest.startsWith('\n')) return { text: null, end: at + 2 }
    if (rest === '\r\n') return { text: null, end: at + 3 }
    return { text: rest[0] ?? '', end: at + 2 }
  }
  if (character === "'") return readUntilQuote(text, at + 1)
  if (character === '"') return readDoubleQuoted(text, at + 1)
  if (text.startsWith("$'", at)) return readAnsiQuoted(text, at + 2)
  return { text: character ?? '', end: at + 1 }
}

function readUntilQuote(text: string, start: number): Piece {
  const end = text.indexOf("'", start)
  return end === -1 ? { text: text.slice(start), end: text.length } : { text: text.slice(start, end), end: end + 1 }
}

function readDoubleQuoted(text: string, start: number): Piece {
  let word = ''
  let at = start
  while (at < text.length && text[at] !== '"') {
    const next = text[at + 1] ?? ''
    if (text[at] === '\\' && '"\\$`\n'.includes(next)) {
      if (next !== '\n') word += next
      at += 2
    } else {
      word += text[at]
      at += 1
    }
  }
  return { text: word, end: at + 1 }
}

const ansi: Record<string, string> = { n: '\n', r: '\r', t: '\t', "'": "'", '"': '"', '\\': '\\' }

function readAnsiQuoted(text: string, start: number): Piece {
  let word = ''
  let at = start
  while (at < text.length && text[at] !== "'") {
    if (text[at] !== '\\') {
      word += text[at]
      at += 1
      continue
    }
    const code = /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4}))/.exec(text.slice(at + 1))
    const next = text[at + 1] ?? ''
    word += code ? String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '0', 16)) : (ansi[next] ?? `\\${next}`)
    at += 1 + (code ? code[0].length : 1)
  }
  return { text: word, end: at + 1 }
}
