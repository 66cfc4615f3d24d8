import { spawn } from 'node:child_process'
import { rootFolder } from './paths.mjs'

/** Runs a command in the clone with its output in ours, and gives its exit code. */
export function run(command, args, { env = {}, cwd = rootFolder } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' })
    child.on('error', (error) => {
      process.stderr.write(`${command} can’t be run: ${error.message}\n`)
      resolve(127)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}
