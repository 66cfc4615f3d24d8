import { z } from 'zod'

const Health = z.object({ dataFolder: z.string(), pid: z.int().positive() })

/** Who listens on Practice Salesloft's port. */
export type PracticeHealth =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'practice'; readonly dataFolder: string; readonly pid: number }

/** Asks the port of loopback who it is. Never throws. */
export async function practiceHealth(port: number): Promise<PracticeHealth> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/practice/health`, { signal: AbortSignal.timeout(2_000) })
    const health = Health.safeParse(await answer.json())
    return health.success ? { kind: 'practice', ...health.data } : { kind: 'stranger' }
  } catch (error) {
    return isRefused(error) ? { kind: 'nothing' } : { kind: 'stranger' }
  }
}

function isRefused(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === 'ECONNREFUSED') || isRefused(error.cause)
}
