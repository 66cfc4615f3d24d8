import type { Attribute, AttributeProfile, AttributeType, Nexset, NexsetDetail } from '@sluice/schema'
import { AttributeCounter } from '../ingest/attribute-counter.ts'
import type { NexsetStore, StoredNexset } from '../store/nexsets.ts'
import type { StoredProfile } from '../store/tables/nexsets.ts'

type StoredSource = Awaited<ReturnType<NexsetStore['sources']>>[number]

/** A Nexset as people see it. */
export function viewNexset(stored: StoredNexset): Nexset {
  return {
    id: stored.id,
    name: stored.name,
    kind: stored.kind,
    sourceLabel: stored.source_label,
    recordCount: stored.record_count,
    bytes: stored.bytes,
    problemCount: stored.problem_count,
    attributes: attributesAsRead(stored.attributes, stored.overrides ?? {}),
    destinationCount: stored.destination_count ?? 0,
    lastArrivalAt: stored.last_arrival_at?.toISOString() ?? null,
    createdAt: stored.created_at.toISOString(),
  }
}

/** The attributes with the types that they are read by: inferred, unless a person set another. */
export function attributesAsRead(
  attributes: readonly Attribute[],
  overrides: Readonly<Record<string, AttributeType>>,
): Attribute[] {
  return attributes.map(({ name, type }) => ({
    name,
    type: Object.hasOwn(overrides, name) ? (overrides[name] ?? type) : type,
  }))
}

export function viewNexsetDetail(
  stored: StoredNexset,
  profiles: readonly StoredProfile[],
  sources: readonly StoredSource[],
): NexsetDetail {
  const nexset = viewNexset(stored)
  return {
    ...nexset,
    profiles: viewProfiles(profiles, nexset.attributes, stored.profiled_seq),
    sources: sources.map((source) => ({
      id: source.id,
      kind: source.kind,
      name: source.name,
      options: source.options,
      bytes: source.bytes,
      recordCount: source.record_count,
      problemCount: source.problem_count,
      firstSeq: source.first_seq,
      lastSeq: source.last_seq,
      createdAt: source.created_at.toISOString(),
      lastArrivalAt: source.last_arrival_at?.toISOString() ?? null,
    })),
  }
}

/** `records`: how many were counted. */
function viewProfiles(
  profiles: readonly StoredProfile[],
  asRead: readonly Attribute[],
  records: number,
): AttributeProfile[] {
  const types = new Map(asRead.map(({ name, type }) => [name, type]))
  return profiles.map((profile) => {
    const counter = new AttributeCounter(profile.name, profile)
    return {
      name: counter.name,
      type: types.get(counter.name) ?? counter.type,
      inferredType: counter.type,
      filledShare: records === 0 ? 0 : counter.filled / records,
      distinct: Math.min(counter.sketch.estimate, counter.filled),
      examples: [...counter.examples],
    }
  })
}
