import { spawn } from 'node:child_process'

/** An account of the operating system that a command runs as; `null` is that of this process. */
export type Account = { readonly uid: number; readonly gid: number } | null

export type CommandResult = { readonly code: number; readonly output: string }

/**
 * Runs a command to its end and gives its exit code with all it printed; a command that can't be run at all has
 * code 127. It sees a bare environment, so that no `PG…` variable of the user changes what it does.
 */
export function runCommand(command: string, args: readonly string[], account: Account = null): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: '/',
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...account,
    })
    const parts: string[] = []
    child.stdout.on('data', (data: Buffer) => parts.push(data.toString()))
    child.stderr.on('data', (data: Buffer) => parts.push(data.toString()))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 128, output: parts.join('').trim() }))
  })
}
