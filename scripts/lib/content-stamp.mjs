import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * Whether what was made of these files and folders is of their present content. `isCurrent()` compares with the stamp
 * of the last `write()`; names count as well as contents, times don't. `skip` leaves names out, at any depth.
 */
export function contentStamp({ stampFile, root, inputs, skip = [], salt = '' }) {
  const hash = createHash('sha256').update(salt)
  for (const input of inputs) add(join(root, input))
  const stamp = `${hash.digest('hex')}\n`

  function add(path) {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      const names = readdirSync(path).filter((name) => !skip.some((pattern) => pattern.test(name)))
      for (const name of names.sort()) add(join(path, name))
    } else {
      const content = readFileSync(path)
      hash.update(`${relative(root, path)}\0${content.length}\0`).update(content)
    }
  }

  return {
    isCurrent: () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp,
    write: () => writeFileSync(stampFile, stamp),
  }
}
