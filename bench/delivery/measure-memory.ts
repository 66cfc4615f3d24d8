import { accountRecords } from '../account-records.ts'
import { kinds } from './kinds.ts'
import type { Place } from './measure-rounds.ts'
import type { Target } from './target.ts'

const most = 1.2
const block = accountRecords(5_000).map((line) => line.slice(0, line.indexOf(',"linkedin_url"')).concat('}'))

/** The most memory that delivering 1,000,000 records takes, beside that of 10,000. */
export async function measureMemory({ sluice, server, target }: Place & { target: Target }): Promise<boolean> {
  const credentialId = await sluice.addCredential(target.url, 32)
  const peakOf = async (records: number) => {
    const name = `${records.toLocaleString('en')} records`
    const nexsetId = await sluice.addNexset(name)
    for (let at = 0; at < records; at += block.length) await sluice.append(nexsetId, block)
    const request = kinds.batches.request(target.url)
    const { id } = await sluice.addDestination({ name, connector: 'salesloft', credentialId, nexsetId, request })
    server.forgetPeak()
    await sluice.activate(id, 'start')
    const { counts } = await sluice.untilSent(id)
    const bytes = await server.peakBytes()
    await sluice.pause(id)
    console.log(`${name}: ${counts.sent.toLocaleString('en')} sent, at most ${(bytes / 1e6).toFixed(0)} MB`)
    return bytes
  }
  console.log('\nmemory of the server process')
  await peakOf(10_000) // what is there from the first delivery on
  const few = await peakOf(10_000)
  const many = await peakOf(1_000_000)
  console.log(`ratio ${(many / few).toFixed(2)} (goal ${most} or less)`)
  return many / few <= most
}
