import type { Contract } from '@sluice/schema'
import { type Answer, type Input, readAnswer, urlOf } from './api-client.ts'
import { unreachable } from './api-error.ts'

/** Sends a multipart form and tells how many of its bytes have left. Stops when `signal` aborts. */
export function upload<C extends Contract>(
  contract: C,
  input: Input<C> & { form: FormData },
  { onProgress, signal }: { onProgress: (sentBytes: number) => void; signal: AbortSignal },
): Promise<Answer<C>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(contract.method, urlOf(contract, input))
    request.setRequestHeader('accept', 'application/json')
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer(contract, request.status, request.responseText))
      } catch (error) {
        reject(error)
      }
    })
    request.addEventListener('error', () => reject(unreachable()))
    request.addEventListener('abort', () => reject(signal.reason))
    signal.addEventListener('abort', () => request.abort())
    request.send(input.form)
  })
}
