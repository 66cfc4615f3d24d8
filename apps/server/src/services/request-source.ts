import type { Attribute, Connector, RequestConfig, SourceRecord } from '@sluice/schema'
import { AppError } from '../errors.ts'
import type { OriginPolicy } from '../sending/origin-policy.ts'
import type { StoredCredential } from '../store/credentials.ts'
import type { NexsetRecords } from '../store/nexset-records.ts'
import { compileRequest } from './compile-request.ts'

export type RequestSource = ReturnType<typeof createRequestSource>

type Parts = {
  readonly credentials: { find(id: string): Promise<StoredCredential | undefined> }
  readonly connectors: ReadonlyMap<string, Connector>
  readonly policy: Pick<OriginPolicy, 'extraOrigins'>
  /** The schema as records are read by it; undefined when the Nexset is gone. */
  readonly attributesOf: (nexsetId: string) => Promise<readonly Attribute[] | undefined>
  readonly records: Pick<NexsetRecords, 'readRecords' | 'recordsAfter'>
}

type Wanted = {
  readonly connector: string
  readonly credentialId: string
  readonly nexsetId: string
  readonly request: RequestConfig
}

/** What a preview and a test send are made from: the configuration compiled, and the records asked for. */
export function createRequestSource({ credentials, connectors, policy, attributesOf, records }: Parts) {
  return {
    async compile({ connector: connectorId, credentialId, nexsetId, request }: Wanted) {
      const connector = connectors.get(connectorId)
      if (!connector) throw new AppError('not_found', `There is no connector “${connectorId}”.`)
      const credential = await credentials.find(credentialId)
      if (credential?.connector !== connectorId)
        throw new AppError('not_found', 'That credential no longer exists. Pick another.')
      const attributes = await attributesOf(nexsetId)
      if (!attributes) throw new AppError('not_found', 'That Nexset no longer exists. Go back and pick another.')
      const { baseUrl } = credential
      const { plan, warnings } = compileRequest({
        connector,
        baseUrl,
        request,
        attributes,
        outsideOrigins: policy.extraOrigins(),
      })
      return { connector, credential, plan, warnings }
    },

    /** In the order asked for; refused when one isn't there. */
    async records(nexsetId: string, seqs: readonly number[]): Promise<SourceRecord[]> {
      const found = new Map((await records.readRecords(nexsetId, seqs)).map((record) => [record.seq, record]))
      return seqs.map((seq) => {
        const record = found.get(seq)
        if (!record) throw new AppError('not_found', `The Nexset has no record ${seq}.`)
        return record
      })
    },

    firstRecords: (nexsetId: string, count: number): Promise<SourceRecord[]> =>
      records.recordsAfter(nexsetId, 0, count),
  }
}
