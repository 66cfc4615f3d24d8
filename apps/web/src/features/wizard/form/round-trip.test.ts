import { salesloft } from '@sluice/connectors'
import { parse, print } from '@sluice/json'
import { RequestConfig } from '@sluice/schema'
import { expect, it } from 'vitest'
import { advancedForm, templateForm } from './from-request.ts'
import { newForm } from './new-form.ts'
import { toRequest } from './to-request.ts'

const empty = newForm(salesloft, salesloft.baseUrl, 'Target accounts')

it('gives a stored configuration back as it was, a mapping to the digit', () => {
  const stored = [
    `{"mode":"template","template":"accounts.update","params":{"account_id":{"from":"attribute","attribute":"salesloft_id"}},"options":{},"fields":[{"field":"name","from":"attribute","attribute":"company","whenEmpty":"reject"},{"field":"owner_id","from":"value","value":12345678901234567890,"whenEmpty":"omit"},{"field":"custom_fields","from":"value","value":{"Tier":1.50},"whenEmpty":"omit"},{"field":"size","from":"value","value":"12","whenEmpty":"null"},{"field":"city","from":"text","text":"{record.city}","whenEmpty":"omit"}],"excludeAttributes":["note"],"sendInvalid":true,"batch":null}`,
    `{"mode":"template","template":"bulk_jobs.add_data","params":{"bulk_job_id":{"from":"value","value":"88214"}},"options":{},"fields":null,"excludeAttributes":[],"sendInvalid":false,"batch":{"size":500}}`,
    `{"mode":"advanced","method":"POST","contentFormat":"json","url":"https://api.salesloft.com/v2/people/{record.id}","headers":[{"name":"X-Source","value":"a, \\"b\\""}],"excludeAttributes":["address.geo"],"batch":{"size":100,"grouping":"array-under-key-with-constants","key":"data","constants":{"source":"sluice","share":1.50}}}`,
    `{"mode":"advanced","method":"PUT","contentFormat":"xml","url":"https://api.salesloft.com/v2/people","headers":[],"excludeAttributes":[],"batch":{"size":2,"grouping":"array"}}`,
  ]
  const back = stored.map((text) => {
    const request = RequestConfig.parse(parse(text))
    const form =
      request.mode === 'template'
        ? { ...empty, mode: request.mode, template: templateForm(request) }
        : { ...empty, mode: request.mode, advanced: advancedForm(request) }
    const made = toRequest(form)
    return made.ok ? sorted(print(RequestConfig.parse(made.request))) : made.problems
  })
  expect(back).toEqual(stored.map(sorted))
})

it('says what keeps an unfinished form from being a configuration', () => {
  const advanced = {
    ...empty.advanced,
    headersText: 'X-Source',
    batch: {
      ...empty.advanced.batch,
      isOn: true,
      size: null,
      grouping: 'array-under-key-with-constants' as const,
      constants: '{"a":',
    },
  }
  const made = toRequest({ ...empty, mode: 'advanced', advanced })
  expect([
    toRequest(empty),
    made.ok ? [] : made.problems.map(({ code, path }) => [code, path]),
    toRequest({
      ...empty,
      mode: 'advanced',
      advanced: { ...advanced, headersText: '', batch: { ...advanced.batch, isOn: false } },
    }).ok,
  ]).toEqual([
    { ok: false, problems: [{ code: 'template_missing', path: 'template', message: 'Choose an endpoint.' }] },
    [
      ['header_invalid', 'headers'],
      ['batch_size_missing', 'batch.size'],
      ['constants_invalid', 'batch.constants'],
    ],
    true,
  ])
})

/** The keys of each object in one order, the digits as they stand. */
function sorted(text: string): string {
  return text
    .split(/(?<=[{,])/)
    .sort()
    .join('')
}
