import { salesloft } from '@sluice/connectors'
import fc from 'fast-check'
import { build, compile } from '../src/index.ts'
import { request, sourceRecords } from './arbitraries.ts'
import { properties } from './properties.ts'
import { runBuilder, runHeaderText, runToAdvanced, vectors } from './vectors.ts'

/** What the request builder does in this runtime, to be compared with what it does in another. */
export type Proof = {
  /** Of each vector, what comes out. */
  vectors: unknown[]
  /** Of generated configurations and records, the whole steps. */
  samples: unknown[]
  /** Of each property, the exception that was found, or null. */
  properties: { name: string; exception: string | null }[]
}

/** Runs all vectors and properties, and builds from generated configurations; the proof as JSON. */
export function prove(): string {
  const proof: Proof = {
    vectors: [
      ...vectors.builder.map(runBuilder),
      ...vectors.headerText.map(runHeaderText),
      ...vectors.toAdvanced.map(runToAdvanced),
    ],
    samples: fc
      .sample(fc.tuple(request, sourceRecords), { seed: 20_260_307, numRuns: 300 })
      .map(([configuration, records]) => {
        const now = '2026-03-07T04:05:06.789Z'
        const compiled = compile({ connector: salesloft, baseUrl: salesloft.baseUrl, request: configuration, now })
        return compiled.ok ? [...build(compiled.plan, records)] : compiled.problems
      }),
    properties: properties.map(({ name, check }) => ({ name, exception: exceptionOf(check) })),
  }
  return JSON.stringify(proof)
}

function exceptionOf(check: () => void): string | null {
  try {
    check()
    return null
  } catch (error) {
    return String(error)
  }
}
