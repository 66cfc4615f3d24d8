import { readFile } from 'node:fs/promises'
import { isJsonObject, type JsonObject, parse } from '@sluice/json'

const path = new URL('sample-accounts.ndjson', import.meta.url)

/** The bundled accounts: invented, named as Salesloft names its fields, with a few flaws as real data has them. */
export async function readSample(): Promise<JsonObject[]> {
  const text = await readFile(path, 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => parse(line))
    .filter(isJsonObject)
}
