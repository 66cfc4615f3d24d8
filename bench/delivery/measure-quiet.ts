import { setTimeout as delay } from 'node:timers/promises'
import { accountRecords } from '../account-records.ts'
import { databaseOf } from './database.ts'
import { kinds } from './kinds.ts'
import type { Place } from './measure-rounds.ts'
import { familySeconds, processorSeconds } from './processor-time.ts'
import type { Target } from './target.ts'

const seconds = 30
const secondsBefore = 10
const mostShare = 0.03

/** What an active destination costs with nothing to send, and with ten records a second. */
export async function measureQuiet({
  sluice,
  server,
  dataFolder,
  target,
}: Place & { target: Target }): Promise<boolean> {
  const { pid } = await databaseOf(dataFolder)
  const nexsetId = await sluice.addNexset('Quiet')
  const credentialId = await sluice.addCredential(target.url, 8)
  const request = kinds.oneByOne.request(target.url)
  const { id } = await sluice.addDestination({ name: 'Quiet', connector: 'salesloft', credentialId, nexsetId, request })
  await sluice.activate(id, 'now')

  const shareDuring = async (name: string, work: () => Promise<unknown>) => {
    const before = { own: await processorSeconds(server.pid), database: await familySeconds(pid) }
    const begin = performance.now()
    await work()
    const passed = (performance.now() - begin) / 1000
    const own = ((await processorSeconds(server.pid)) - before.own) / passed
    const database = ((await familySeconds(pid)) - before.database) / passed
    console.log(
      `${name}: ${percent(own)} of a core, and the database’s ${percent(database)} (goal ${percent(mostShare)})`,
    )
    return own
  }
  console.log('\nquiet')
  await delay(5_000)
  const idle = await shareDuring('nothing to send', () => delay(seconds * 1_000))
  const lines = accountRecords(10)
  const send = async (most: number) => {
    for (let second = 0; second < most; second += 1) {
      await sluice.append(nexsetId, lines)
      await delay(1_000)
    }
  }
  await send(secondsBefore) // V8 compiles what comes again and again
  const trickle = await shareDuring('ten records a second', () => send(seconds))
  await sluice.untilSent(id)
  await sluice.pause(id)
  return Math.max(idle, trickle) <= mostShare
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
