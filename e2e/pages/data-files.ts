import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { settings } from '../settings.ts'

const dataFolder = fileURLToPath(new URL(`../${settings.dataFolder}`, import.meta.url))

/** Every file that the Sluice under test has written, its database's too, which may lie elsewhere. */
function dataFiles(): string[] {
  const { id }: { id: string } = JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8'))
  return [dataFolder, join('/var/lib/sluice', id)].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
}

/** The files that hold one of the texts, or its UTF-16; one that is deleted meanwhile holds none. */
export function filesWith(texts: readonly string[]): { searched: number; found: string[] } {
  const files = dataFiles()
  const wanted = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const found = files.filter((file) => {
    const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0)
    return wanted.some((text) => bytes.includes(text))
  })
  return { searched: files.length, found }
}
