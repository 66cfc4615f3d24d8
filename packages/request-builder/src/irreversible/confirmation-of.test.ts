import { expect, it } from 'vitest'
import { confirmationOf } from './confirmation-of.ts'

const base = 'https://api.salesloft.com/v2'

it('asks for the id that a request touches: of its path, its key, or its record', () => {
  expect([
    confirmationOf({ url: `${base}/accounts/30281194`, keys: [null], seqs: [7] }),
    confirmationOf({ url: `${base}/data_control/account_redaction`, keys: ['30281194'], seqs: [7] }),
    confirmationOf({ url: `${base}/cadence_memberships?person_id=90210`, keys: ['["90210","1701"]'], seqs: [7] }),
    confirmationOf({ url: `${base}/data_control/right_to_be_forgotten`, keys: [null], seqs: [7] }),
  ]).toEqual(['30281194', '30281194', '90210', '7'])
})
