import { setTimeout as delay } from 'node:timers/promises'
import type { PracticeSalesloft } from '@sluice/practice-salesloft'
import type { Random } from './random.ts'

export type Fault = Parameters<PracticeSalesloft['addFault']>[0]

/** Waits of the product that decide how long an answer must be held back to be lost. */
type Bounds = { readonly firstByteMs: number }

/**
 * Every fault that the practice server knows, each striking a small share of the requests at random. All of those
 * that write; look-ups and checks are struck by some of them too.
 */
export function randomFaults(random: Random, { firstByteMs }: Bounds): Fault[] {
  const shares: [share: number, fault: Fault][] = [
    [0.008, { kind: 'drop', at: 'after' }],
    [0.004, { kind: 'drop', at: 'before' }],
    [0.001, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    [0.001, { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
    [0.003, { kind: 'status', status: 500, applies: true }],
    [0.003, { kind: 'status', status: 502, body: '<html>Bad gateway</html>' }],
    [0.004, { kind: 'status', status: 503 }],
    [0.001, { kind: 'status', status: 408 }],
    [0.003, { kind: 'status', status: 422, body: { errors: { name: ['is refused at random'] } } }],
    [0.001, { kind: 'delay', delayMs: firstByteMs + 500, at: 'after' }],
    [0.01, { kind: 'delay', delayMs: 100, at: 'before' }],
    [0.002, { kind: 'cut', where: 'status line' }],
    [0.002, { kind: 'cut', where: 'headers' }],
    [0.002, { kind: 'cut', where: 'body' }],
    [0.002, { kind: 'truncated' }],
    [0.002, { kind: 'broken' }],
  ]
  const refusals = new Set([422])
  return shares.map(([probability, fault]) => ({
    ...fault,
    probability,
    seed: random.between(1, 2 ** 31),
    match:
      fault.kind === 'status' && refusals.has(fault.status) ? { method: 'POST', path: '/v2/**' } : { path: '/v2/**' },
  }))
}

/** Some deletes lose their answer, and their repeat finds nothing; some find nothing at first. */
export function deleteFaults(ids: readonly number[]): Fault[] {
  return ids.flatMap((id, index): Fault[] => {
    const match = { method: 'DELETE', path: `/v2/accounts/${id}` }
    if (index % 10 === 3) return [{ kind: 'status', status: 404, body: { error: 'Not found' }, match, nth: 1 }]
    if (index % 10 !== 6) return []
    return [
      { kind: 'drop', at: 'after', match, nth: 1 },
      { kind: 'status', status: 404, body: { error: 'Not found' }, match, skip: 1 },
    ]
  })
}

/** The faults that are set at the practice server, and were: by the id that its log names. */
export type FaultBook = {
  set(faults: readonly Fault[]): void
  find(id: number): Fault | undefined
  /** For so long, every request is answered 503 and nothing else happens to it. */
  outage(forMs: number): Promise<void>
  clear(): void
}

export function openFaultBook(practice: PracticeSalesloft): FaultBook {
  const known = new Map<number, Fault>()
  let standing: readonly Fault[] = []
  const replace = (faults: readonly Fault[]) => {
    practice.clearFaults()
    for (const fault of faults) known.set(practice.addFault(fault).id, fault)
  }
  return {
    set(faults) {
      standing = faults
      replace(faults)
    },
    find: (id) => known.get(id),
    async outage(forMs) {
      replace([{ kind: 'status', status: 503 }])
      await delay(forMs)
      replace(standing)
    },
    clear: () => replace([]),
  }
}
