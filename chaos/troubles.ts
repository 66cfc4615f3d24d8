import { setTimeout as delay } from 'node:timers/promises'
import type { Api } from './api.ts'
import type { FaultBook } from './faults.ts'
import type { Disturbance } from './judge.ts'
import type { Product } from './product.ts'
import type { Random } from './random.ts'
import type { SmallDisk } from './small-disk.ts'

/** What troubles work on. */
export type World = {
  readonly product: Product
  readonly faults: FaultBook
  readonly api: Api
  readonly random: Random
  /** Null where this account may not mount one. */
  readonly disk: SmallDisk | null
  /** How long a stopped worker sleeps. */
  readonly sleepMs: number
  /** What goes on meanwhile, to be waited for at the end. */
  readonly meanwhile: Promise<void>[]
  /** When a process died or slept, or the database was away. */
  readonly disturbances: Disturbance[]
  /** When the target answered nothing but 503. */
  readonly outages: Disturbance[]
  /** Promises that were seen broken meanwhile. */
  readonly problems: string[]
}

type Trouble = (world: World) => Promise<void>

/** What goes wrong. Each resolves when it is over, or when it is under way and the rest is in `meanwhile`. */
export const troubles = {
  async 'server killed'({ product, random, disturbances }) {
    disturbances.push(now())
    await product.end('server', 'SIGKILL')
    await delay(random.between(0, 1_500))
    await product.start('server')
  },

  async 'worker killed'({ product, random, disturbances }) {
    disturbances.push(now())
    await product.end('first worker', 'SIGKILL')
    await delay(random.between(0, 1_500))
    await product.start('first worker')
  },

  /** In order; what takes longer than it may is cut. */
  async 'worker stopped'({ product, disturbances }) {
    const from = Date.now()
    await product.end('first worker', 'SIGTERM')
    disturbances.push({ from, to: Date.now() })
    await product.start('first worker')
  },

  async 'database killed'({ product, disturbances }) {
    const from = Date.now()
    await product.killDatabase()
    disturbances.push({ from, to: Date.now() })
  },

  /** Longer than its slices may live, with requests in flight and intents committed. */
  async 'worker asleep'({ product, sleepMs, meanwhile, disturbances }) {
    disturbances.push(now())
    product.signal('second worker', 'SIGSTOP')
    const wake = async () => {
      await delay(sleepMs)
      disturbances.push(now())
      product.signal('second worker', 'SIGCONT')
    }
    meanwhile.push(wake())
  },

  /** The server says so meanwhile, and accepts nothing that it can't keep. */
  async 'disk full'({ disk, api, product, disturbances, problems }) {
    if (!disk) return
    const from = Date.now()
    await disk.fill()
    await delay(3_000)
    const readiness = await api.readiness()
    const write = await api.tryToMake('nexsets/empty', { name: 'On a full disk' })
    await disk.empty()
    await product.databaseWrites()
    disturbances.push({ from, to: Date.now() })
    if (readiness !== 503) problems.push(`With a full disk, /readyz was answered ${readiness}.`)
    if (write !== 503 && write !== 201) problems.push(`With a full disk, a write was answered ${write}.`)
  },

  async outage({ faults, random, outages }) {
    const from = Date.now()
    await faults.outage(random.between(3_000, 8_000))
    outages.push({ from, to: Date.now() })
  },

  /** By an hour, forward, and the next time back. */
  async 'clock jumped'({ product }) {
    for (const role of ['server', 'first worker'] as const) product.signal(role, 'SIGUSR2')
  },
} as const satisfies Record<string, Trouble>

export type TroubleName = keyof typeof troubles

function now(): Disturbance {
  const at = Date.now()
  return { from: at, to: at }
}
