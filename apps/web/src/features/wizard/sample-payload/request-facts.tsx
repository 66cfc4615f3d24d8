import { Anchor } from '@mantine/core'
import type { UrlSpan } from '@sluice/request-builder'
import type { BuiltRequest } from '@sluice/schema'
import { useRouter } from '@tanstack/react-router'
import { DataText } from '../../../components/data-text.tsx'
import { MarkedUrl } from '../../../components/marked-url.tsx'
import { formatCount, formatSeq } from '../../../lib/format.ts'
import { useConfigured } from '../configure/compiled.tsx'
import { useSubject } from '../configure/subject.ts'
import classes from './sample-row.module.css'

/** URL, headers, and which records a request carries. */
export function RequestFacts({ request, spans }: { request: BuiltRequest; spans: readonly UrlSpan[] }) {
  const { credential } = useSubject()
  const { url, headers, body } = request
  return (
    <dl className={classes.facts}>
      <dt>URL</dt>
      <dd>
        <MarkedUrl url={url} spans={spans} />
      </dd>
      <dt>Authorization</dt>
      <dd className={classes.dim}>
        from credential <DataText>{credential.name}</DataText>
      </dd>
      {headers.map(([name, value]) => (
        <HeaderFact key={name} name={name} value={value} />
      ))}
      {body === null && (
        <>
          <dt>Body</dt>
          <dd className={classes.dim}>none</dd>
        </>
      )}
      <dt>Carries</dt>
      <dd>
        <Carries request={request} />
      </dd>
    </dl>
  )
}

function HeaderFact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>
        <DataText>{headerName(name)}</DataText>
      </dt>
      <dd>
        <code>
          <DataText>{value}</DataText>
        </code>
      </dd>
    </>
  )
}

function Carries({ request: { seqs, keys } }: { request: BuiltRequest }) {
  const { nexset } = useSubject()
  const keyName = useKeyName()
  const router = useRouter()
  const first = seqs[0] ?? 0
  const last = seqs.at(-1) ?? first
  const { href } = router.buildLocation({
    to: '/nexsets/$id/records',
    params: { id: nexset.id },
    search: { after: first - 1 },
  })
  const key = seqs.length === 1 ? keys[0] : null
  return (
    <>
      {seqs.length === 1 ? 'record ' : `${formatCount(seqs.length, 'record')}, `}
      <Anchor href={href} target="_blank" inherit>
        {seqs.length === 1 ? formatSeq(first) : `${formatSeq(first)} to ${formatSeq(last)}`}
        <span className="visually-hidden"> (new tab)</span>
      </Anchor>
      {key && (
        <>
          , {keyName === null ? 'known by ' : 'found by '}
          <code>
            <DataText>{keyName === null ? key : `${keyName} = ${key}`}</DataText>
          </code>
        </>
      )}
    </>
  )
}

/** The field by which the chosen template finds what it writes; null where that isn't a choice. */
function useKeyName(): string | null {
  const { connector } = useSubject()
  const { request } = useConfigured()
  if (request?.mode !== 'template') return null
  const template = connector.templates.find(({ id }) => id === request.template)
  const key = template?.naturalKey
  if (!key || !('option' in key)) return null
  return request.options[key.option] ?? template.options.find((option) => option.key === key.option)?.default ?? null
}

/** Header names have no case; those that Sluice sets are shown as people write them. */
const headerName = (name: string) => (name === 'accept' ? 'Accept' : name === 'content-type' ? 'Content-Type' : name)
