import { execFile } from 'node:child_process'
import { chmod, type FileHandle, mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A file system of a bounded size, in memory, at a folder; it can be filled to the last byte. */
export type SmallDisk = {
  fill(): Promise<void>
  empty(): Promise<void>
  usedBytes(): Promise<number>
  unmount(): Promise<void>
}

/** Mounts one; null where this account may not. */
export async function mountSmallDisk(folder: string, bytes: number): Promise<SmallDisk | null> {
  await mkdir(folder, { recursive: true })
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  } catch {
    return null
  }
  // Postgres runs as another account than root and has to pass through.
  await chmod(folder, 0o711)
  const ballast = join(folder, 'ballast')
  return {
    async fill() {
      const file = await open(ballast, 'a')
      for (const size of [1 << 20, 1 << 12]) await writeUntilFull(file, Buffer.alloc(size))
      await file.close()
    },
    empty: () => rm(ballast, { force: true }),
    async usedBytes() {
      const { blocks, bfree, bsize } = await statfs(folder)
      return (blocks - bfree) * bsize
    },
    async unmount() {
      await run('umount', ['--lazy', folder])
    },
  }
}

async function writeUntilFull(file: FileHandle, block: Buffer): Promise<void> {
  try {
    while (true) await file.write(block)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}
