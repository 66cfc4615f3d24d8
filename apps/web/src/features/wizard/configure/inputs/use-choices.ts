import { dateMacros, recordPrefix } from '@sluice/request-builder'
import { useMemo } from 'react'
import { attributeChoices, sampleValues } from '../attributes.ts'
import { useSamples } from '../samples.tsx'
import { useSubject } from '../subject.ts'
import type { Choice } from './choices.tsx'

/** The Nexset's attributes and what they nest, each with its type and a value. */
export function useAttributeChoices(): Choice[] {
  const { nexset } = useSubject()
  const { records } = useSamples()
  return useMemo(
    () =>
      attributeChoices(nexset.attributes, records).map(({ path, type }) => {
        const [example] = sampleValues(records, path, 1)
        return { value: path, name: path, remark: example === undefined ? type : `${type} · ${example.slice(0, 60)}` }
      }),
    [nexset.attributes, records],
  )
}

/** All that a text may hold in braces: attributes, and the parts of the time. */
export function useMacroChoices(): Choice[] {
  const attributes = useAttributeChoices()
  return useMemo(
    () => [
      ...attributes
        .filter(({ value }) => !value.includes('}'))
        .map((choice) => ({
          ...choice,
          value: `${recordPrefix}${choice.value}`,
          name: `${recordPrefix}${choice.name}`,
        })),
      ...dateMacros.map(({ name, help }) => ({ value: name, name, remark: help })),
    ],
    [attributes],
  )
}
