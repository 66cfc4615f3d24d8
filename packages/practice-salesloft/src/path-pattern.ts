/** A pattern over whole paths without query: `*` stands for anything within a segment, `**` for anything. */
export function pathPattern(pattern: string): RegExp {
  const source = pattern.split(/(\*\*?)/).map((part) => {
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    return part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${source.join('')}$`)
}

export function withoutQuery(path: string): string {
  const query = path.indexOf('?')
  return query < 0 ? path : path.slice(0, query)
}
