import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CeilingResult, CeilingTask } from './ceiling.ts'

const program = fileURLToPath(new URL('ceiling.ts', import.meta.url))

/** Runs the ceiling once, in a process of its own. */
export async function runCeiling(task: CeilingTask): Promise<CeilingResult> {
  const child = fork(program)
  child.send(task)
  return new Promise((resolve, reject) => {
    child.once('message', (result: CeilingResult) => resolve(result))
    child.once('exit', () => reject(new Error('The ceiling ended early.')))
  })
}
