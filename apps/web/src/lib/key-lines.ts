/**
 * On which line (from 1) each key of a JSON text stands, by its path: `name`, `address.city`, `data.0.name`. The text
 * may be broken: what was read before the fault counts.
 */
export function keyLines(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  const stack: Level[] = []
  let line = 1
  const token = /"(?:[^"\\\n]|\\.)*"|[{}[\],\n]/g
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const found = match[0]
    const level = stack.at(-1)
    if (found === '\n') line += 1
    else if (found === '{' || found === '[')
      stack.push({ prefix: pathOf(level), isArray: found === '[', index: 0, key: '' })
    else if (found === '}' || found === ']') stack.pop()
    else if (found === ',') {
      if (level) level.index += 1
    } else if (level && !level.isArray && isKey(text, token.lastIndex)) {
      level.key = unquoted(found)
      const path = pathOf(level)
      lines.set(path, line)
    }
  }
  return lines
}

type Level = { prefix: string; isArray: boolean; index: number; key: string }

const pathOf = (level: Level | undefined): string => {
  if (!level) return ''
  const own = level.isArray ? String(level.index) : level.key
  return level.prefix === '' ? own : `${level.prefix}.${own}`
}

const isKey = (text: string, at: number) => /^\s*:/.test(text.slice(at, at + 20))

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return text.slice(1, -1)
  }
}
