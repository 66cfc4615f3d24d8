import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { Plugin } from 'vite'

const compress = promisify(brotliCompress)

/** Writes a brotli twin (`.br`) beside each script, style and picture of the build. The page isn't: its nonce changes. */
export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir)
    },
    writeBundle: async () => {
      const files = await readdir(folder, { recursive: true })
      const texts = files.filter((file) => /\.(js|css|svg)$/.test(file))
      await Promise.all(
        texts.map(async (file) =>
          writeFile(`${join(folder, file)}.br`, await compress(await readFile(join(folder, file)))),
        ),
      )
    },
  }
}
