import { printPretty } from '@sluice/json'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { DataText } from '../../components/data-text.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { JsonEditor } from '../../components/json-editor/json-editor.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { LoadingRows } from '../../components/loading-rows.tsx'
import { Page } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ConfigurationFacts } from './components/configuration-facts.tsx'
import { SampleStep } from './components/sample-step.tsx'
import { previewQuery, versionsQuery } from './data/outcomes.ts'
import type { TabProps } from './destination-page.tsx'
import classes from './destinations.module.css'

/** How its requests are made, read-only, with the first of them and its versions. */
export function ConfigurationTab({ destination }: TabProps) {
  const { id, version } = destination
  const samples = useQuery(previewQuery(destination))
  const { data: versions } = useQuery(versionsQuery(id))
  return (
    <Page
      facts={`Version ${version}`}
      action={
        <ButtonLink
          variant="default"
          leftSection={<IconPencil size={16} />}
          to="/destinations/$id/edit"
          params={{ id }}
        >
          Edit
        </ButtonLink>
      }
    >
      <div className={classes.configuration}>
        <div className={classes.stack}>
          <section className={classes.block} aria-labelledby="settings-heading">
            <h2 id="settings-heading" className={classes.heading}>
              Settings
            </h2>
            <div className={classes.blockBody}>
              <ConfigurationFacts destination={destination} />
            </div>
          </section>
          {versions && versions.length > 1 && (
            <section className={classes.block} aria-labelledby="versions-heading">
              <h2 id="versions-heading" className={classes.heading}>
                Earlier versions
              </h2>
              {versions.slice(1).map((earlier) => (
                <details key={earlier.version} className={classes.blockBody}>
                  <summary>
                    Version {earlier.version} <span className={classes.small}>saved </span>
                    <RelativeTime time={earlier.createdAt} />
                  </summary>
                  <JsonEditor
                    value={printPretty(earlier.request)}
                    label={`Configuration of version ${earlier.version}`}
                  />
                </details>
              ))}
            </section>
          )}
        </div>
        <section className={classes.stack} aria-label="Sample Payload">
          <h2 className={classes.heading}>Sample Payload</h2>
          {samples.isPending && <LoadingRows rows={6} label="Loading the samples" />}
          {samples.error && (
            <ErrorState title="The samples couldn’t be made" error={samples.error} onRetry={samples.refetch} />
          )}
          {samples.data?.steps.map((step) => (
            <SampleStep key={step.kind === 'request' ? step.request.seqs[0] : step.seq} step={step} />
          ))}
          {samples.data && (
            <p className={classes.none}>
              {samples.data.steps.length === 0
                ? 'They are made of the first records, once there are some.'
                : 'Made of the first records. Sends nothing.'}
            </p>
          )}
          {samples.data?.warnings.map((warning) => (
            <p key={warning.message} className={classes.none}>
              <DataText>{warning.message}</DataText>
            </p>
          ))}
        </section>
      </div>
    </Page>
  )
}
