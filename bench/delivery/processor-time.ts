import { readdir, readFile } from 'node:fs/promises'

const ticksASecond = 100

/** Seconds of processor time that a process has used, with those of its children that have ended. */
export async function processorSeconds(pid: number): Promise<number> {
  const fields = await statFields(pid)
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / ticksASecond
}

/** Of the process and of all that it started and that still run, such as the connections of a database server. */
export async function familySeconds(pid: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const children = await Promise.all(
    pids.map(async (candidate) => {
      const fields = await statFields(candidate).catch(() => [])
      return Number(fields[1]) === pid ? processorSeconds(candidate).catch(() => 0) : 0
    }),
  )
  return children.reduce((sum, seconds) => sum + seconds, await processorSeconds(pid))
}

/** What /proc tells of it, from the state on (the name before it may hold anything). */
async function statFields(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
