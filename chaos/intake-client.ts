import { setTimeout as delay } from 'node:timers/promises'
import type { Api } from './api.ts'

/** A client that adds one record after the other, each until it is accepted, for as long as it isn't stopped. */
export type IntakeClient = {
  /** Stops after the record that is under way; what is wrong with the Nexset then, as sentences. */
  finish(): Promise<{ accepted: number; problems: string[] }>
}

export async function startIntakeClient(api: Api): Promise<IntakeClient> {
  const nexsetId = await api.make('nexsets/empty', { name: 'What is accepted' })
  let accepted = 0
  let isOver = false
  async function work(): Promise<void> {
    while (!isOver) {
      await api.write(`nexsets/${nexsetId}/records`, [{ number: accepted + 1 }])
      accepted += 1
      await delay(50)
    }
  }
  const working = work()
  return {
    async finish() {
      isOver = true
      await working
      const numbers = (await api.allRecords(nexsetId)).map(({ number }) => number)
      const isExact = numbers.length === accepted && numbers.every((number, index) => number === index + 1)
      const problems = isExact ? [] : [`${accepted} records were accepted one by one, and ${numbers.length} are there.`]
      return { accepted, problems }
    },
  }
}
