import { AppError } from '../errors.ts'

/** Lets at most `most` uploads in at a time; one more is refused with `too_many_requests`. */
export function createUploadGate(most: number) {
  let inside = 0
  return async function pass<Result>(upload: () => Promise<Result>): Promise<Result> {
    if (inside >= most) {
      const message = `${most} files are being uploaded already. Wait until one of them is in.`
      throw new AppError('too_many_requests', message, [], { limit: most, retryAfterSeconds: 5 })
    }
    inside++
    try {
      return await upload()
    } finally {
      inside--
    }
  }
}
