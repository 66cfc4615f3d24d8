import { createReadStream } from 'node:fs'
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inferSchema, initParser } from 'udsv'
import { writeAccounts } from './generate-accounts.ts'
import { median } from './median.ts'
import { type BenchServer, startServer } from './start-server.ts'
import { uploadFile } from './upload-file.ts'

/**
 * How quickly a CSV file of accounts gets into a Nexset, over HTTP and durable, beside udsv alone (typed objects,
 * chunked) on the same file, in rounds that take turns; and how far the server's memory goes above idle.
 * `node bench/ingest.ts [records] [rounds]`. Linux only: memory is read from /proc.
 */
const records = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 5)

const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
// Started as root, the database runs as another account, and must be able to enter.
await chmod(folder, 0o755)
let server: BenchServer | undefined
try {
  const file = join(folder, 'accounts.csv')
  await writeAccounts(file, records)
  const { size } = await stat(file)
  console.log(`${records.toLocaleString('en')} accounts, ${(size / 1e6).toFixed(1)} MB`)

  server = await startServer(join(folder, 'data'))
  const idleBytes = await server.residentBytes()
  const rates: { udsv: number; sluice: number }[] = []
  let mostAbove = 0
  for (let round = 1; round <= rounds; round++) {
    const udsv = await rateOf(() => parseAlone(file))
    server.forgetPeak()
    const { url } = server
    const sluice = await rateOf(() => uploadFile(url, file, `Round ${round}`))
    const above = (await server.peakBytes()) - idleBytes
    mostAbove = Math.max(mostAbove, above)
    rates.push({ udsv, sluice })
    console.log(
      `round ${round}: udsv ${perSecond(udsv)}, upload ${perSecond(sluice)}, ratio ${(sluice / udsv).toFixed(2)}, ${megabytes(above)} above idle`,
    )
  }
  const ratio = median(rates.map(({ udsv, sluice }) => sluice / udsv))
  console.log(`median ratio ${ratio.toFixed(2)} (goal 0.5 or more)`)
  console.log(`memory: idle ${megabytes(idleBytes)}, at most ${megabytes(mostAbove)} above it (goal 100 MB or less)`)
  process.exitCode = ratio >= 0.5 && mostAbove <= 100e6 ? 0 : 1
} finally {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
}

type Row = Record<string, unknown>

/** Records a second. */
async function rateOf(read: () => Promise<number>): Promise<number> {
  const begin = performance.now()
  const count = await read()
  if (count !== records) throw new Error(`${count} records were read instead of ${records}.`)
  return (count / (performance.now() - begin)) * 1000
}

async function parseAlone(file: string): Promise<number> {
  const decoder = new TextDecoder()
  let count = 0
  let parser: ReturnType<typeof initParser> | undefined
  for await (const bytes of createReadStream(file)) {
    const text = decoder.decode(bytes, { stream: true })
    const known = parser ?? initParser(inferSchema(text))
    parser = known
    known.chunk<Row>(
      text,
      (part, each) => known.typedObjs(part, each),
      () => {
        count++
      },
    )
  }
  parser?.end()
  return count
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString('en')} records/s`
}
