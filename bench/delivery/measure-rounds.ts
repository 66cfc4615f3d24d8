import { median } from '../median.ts'
import type { BenchServer } from '../start-server.ts'
import { databaseOf } from './database.ts'
import { kinds } from './kinds.ts'
import { familySeconds, processorSeconds } from './processor-time.ts'
import { runCeiling } from './run-ceiling.ts'
import type { Sluice } from './sluice.ts'
import type { Target } from './target.ts'

export type Place = { sluice: Sluice; server: BenchServer; dataFolder: string; rounds: number }

type Options = Place & {
  kind: keyof typeof kinds
  lines: readonly string[]
  /** How often the lines stand in the Nexset. */
  repeats?: number
  target: Target
  inFlight: number
  /** The least share of the ceiling's speed. */
  mark: number
}

const mostProcessor = 1.6
const largestAppend = 5_000

/** One kind of delivery beside its ceiling, in turns; prints each round, and whether the medians keep the marks. */
export async function measureRounds(options: Options): Promise<boolean> {
  const { sluice, server, kind, lines, repeats = 1, target, inFlight, mark, rounds } = options
  const name = `${kinds[kind].name}, ${new URL(target.url).port}, ${inFlight} in flight`
  const nexsetId = await sluice.addNexset(name)
  const appendAll = async () => {
    for (let at = 0; at < lines.length; at += largestAppend)
      await sluice.append(nexsetId, lines.slice(at, at + largestAppend))
  }
  for (let time = 0; time < repeats; time += 1) await appendAll()
  const credentialId = await sluice.addCredential(target.url, inFlight)
  const request = kinds[kind].request(target.url)
  await checkSameWork({ ...options, credentialId, nexsetId })
  const { pid, connection } = await databaseOf(options.dataFolder)

  const deliver = async (round: number) => {
    const destination = { name: `${name} ${round}`, connector: 'salesloft', credentialId, nexsetId, request }
    const { id } = await sluice.addDestination(destination)
    const before = { own: await processorSeconds(server.pid), database: await familySeconds(pid) }
    const begin = performance.now()
    await sluice.activate(id, 'start')
    const { counts } = await sluice.untilSent(id)
    const seconds = (performance.now() - begin) / 1000
    const own = (await processorSeconds(server.pid)) - before.own
    const database = (await familySeconds(pid)) - before.database
    await sluice.pause(id)
    if (counts.sent !== lines.length * repeats) throw new Error(`Not all were sent: ${JSON.stringify(counts)}`)
    return { records: counts.sent, seconds, own, database }
  }

  console.log(`\n${name}: ${(lines.length * repeats).toLocaleString('en')} records`)
  const ratios: { speed: number; processor: number }[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const ceiling = await runCeiling({ kind, connection, nexsetId, url: target.url, inFlight })
    const sluiceRun = await deliver(round)
    const speed = ceiling.seconds / sluiceRun.seconds
    const processor = sluiceRun.own / ceiling.processorSeconds
    ratios.push({ speed, processor })
    console.log(
      `round ${round}: ceiling ${perSecond(ceiling)}, delivery ${perSecond(sluiceRun)}, ratio ${speed.toFixed(2)}; ` +
        `processor ${micro(ceiling.processorSeconds, ceiling)} and ${micro(sluiceRun.own, sluiceRun)} a record, ` +
        `ratio ${processor.toFixed(2)} (the database’s: ${micro(sluiceRun.database, sluiceRun)})`,
    )
  }
  const speed = median(ratios.map((ratio) => ratio.speed))
  const processor = median(ratios.map((ratio) => ratio.processor))
  console.log(
    `median: speed ${speed.toFixed(2)} (goal ${mark} or more), processor ${processor.toFixed(2)} (goal ${mostProcessor} or less)`,
  )
  return speed >= mark && processor <= mostProcessor
}

/** The ceiling sends, byte for byte, what Sluice sends. */
async function checkSameWork(options: Options & { credentialId: string; nexsetId: string }): Promise<void> {
  const { sluice, kind, lines, credentialId, nexsetId, target } = options
  const { recordsPerCall, bodyOf, request } = kinds[kind]
  const seqs = Array.from({ length: recordsPerCall }, (_, index) => index + 1)
  const { steps } = await sluice.preview({
    connector: 'salesloft',
    credentialId,
    nexsetId,
    request: request(target.url),
    seqs,
  })
  const [step] = steps
  const byHand = bodyOf(lines.slice(0, recordsPerCall).map((line) => JSON.parse(line)))
  if (step?.kind !== 'request' || step.request.body !== byHand)
    throw new Error(`Ceiling and delivery don’t send the same: ${JSON.stringify(step)} and ${byHand}`)
}

const perSecond = ({ records, seconds }: { records: number; seconds: number }) =>
  `${Math.round(records / seconds).toLocaleString('en')}/s`
const micro = (seconds: number, { records }: { records: number }) => `${((seconds / records) * 1e6).toFixed(0)} µs`
