import { print } from '@sluice/json'
import type { AdvancedRequest, Destination, TemplateRequest } from '@sluice/schema'
import type { ReactNode } from 'react'
import { DataText } from '../../../components/data-text.tsx'
import { Facts } from '../../../components/facts.tsx'
import { AnchorLink } from '../../../components/links.tsx'
import { formatCount } from '../../../lib/format.ts'
import classes from '../destinations.module.css'

type Item = readonly [string, ReactNode]

/** The settings of a destination in the words of the wizard. */
export function ConfigurationFacts({ destination }: { destination: Destination }) {
  const { request, responseNexset, responseWebhook, settings } = destination
  const items = request.mode === 'template' ? templateItems(request, destination) : advancedItems(request)
  return (
    <Facts
      isWide
      items={[
        ...items,
        ['Exclude Attributes', <Chips key="excluded" names={request.excludeAttributes} />],
        [
          'Response Webhook',
          responseWebhook && responseNexset ? (
            <AnchorLink to="/nexsets/$id/records" params={{ id: responseNexset.id }}>
              {responseNexset.name}
            </AnchorLink>
          ) : (
            'off'
          ),
        ],
        ['No answer', noAnswer(settings.repeat)],
      ]}
    />
  )
}

function templateItems(request: TemplateRequest, { requestLabel }: Destination): Item[] {
  return [
    ['Endpoint', requestLabel],
    ...Object.entries(request.params).map(
      ([key, param]): Item => [
        key,
        param.from === 'value' ? (
          <DataText key={key}>{param.value}</DataText>
        ) : (
          <Chips key={key} names={[param.attribute]} />
        ),
      ],
    ),
    ...Object.entries(request.options).map(([key, value]): Item => [key, value]),
    [
      'Fields',
      request.fields === null ? 'each record as it is' : `${formatCount(request.fields.length, 'field')} mapped`,
    ],
    ...(request.batch ? [['Batch Size', String(request.batch.size)] as const] : []),
    ...(request.sendInvalid ? [['Checks', 'records that Salesloft would refuse are sent all the same'] as const] : []),
  ]
}

function advancedItems(request: AdvancedRequest): Item[] {
  const { batch } = request
  return [
    ['Method', request.method],
    ['Content Format', request.contentFormat.toUpperCase()],
    [
      'URL',
      <code key="url">
        <DataText>{request.url}</DataText>
      </code>,
    ],
    ...request.headers.map(
      ({ name, value }): Item => [
        `Header ${name}`,
        <code key={name}>
          <DataText>{value}</DataText>
        </code>,
      ],
    ),
    [
      'Record Batching',
      batch ? `up to ${formatCount(batch.size, 'record')} a call, ${groupings[batch.grouping]}` : 'off',
    ],
    ...(batch && batch.grouping !== 'array' ? [['Key', <DataText key="key">{batch.key}</DataText>] as const] : []),
    ...(batch?.grouping === 'array-under-key-with-constants'
      ? [
          [
            'Constants',
            <code key="constants">
              <DataText>{print(batch.constants)}</DataText>
            </code>,
          ] as const,
        ]
      : []),
  ]
}

const groupings = {
  array: 'as a list',
  'array-under-key': 'as a list under a key',
  'array-under-key-with-constants': 'as a list under a key, with constants',
} as const

const noAnswer = (repeat: Destination['settings']['repeat']): string => {
  switch (repeat) {
    case 'again':
      return 'send it again'
    case 'leave':
      return 'leave it for me'
    case null:
      return 'send it again where that does no harm, else leave it for me'
    default:
      return repeat satisfies never
  }
}

function Chips({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span className={classes.dim}>none</span>
  return (
    <span className={classes.chips}>
      {names.map((name) => (
        <code key={name} className={classes.chip}>
          <DataText>{name}</DataText>
        </code>
      ))}
    </span>
  )
}
