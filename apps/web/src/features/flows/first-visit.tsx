import { Anchor, Button } from '@mantine/core'
import { IconFlask, IconUpload } from '@tabler/icons-react'
import type { NewNexset } from '../../components/new-nexset/use-new-nexset.tsx'
import classes from './first-visit.module.css'
import { FlowDrawing } from './flow-drawing.tsx'

/** Before the first Nexset: two ways to begin, and two more as a sentence. */
export function FirstVisit({ newNexset }: { newNexset: NewNexset }) {
  return (
    <div className={classes.root}>
      <FlowDrawing />
      <h2 className={classes.title}>Send your first records to Salesloft</h2>
      <p className={classes.text}>
        A Nexset holds your records, a destination sends them. You see every request before it leaves, and what became
        of every record after.
      </p>
      <div className={classes.ways}>
        <div className={classes.way}>
          <IconUpload size={20} className={classes.icon} aria-hidden />
          <h3 className={classes.wayTitle}>Upload a file</h3>
          <p className={classes.wayText}>
            CSV, TSV, NDJSON or JSON, also gzipped. You see the first rows and any problem before anything is kept.
          </p>
          <Button onClick={() => newNexset.open('upload')}>Upload a file</Button>
        </div>
        <div className={classes.way}>
          <IconFlask size={20} className={classes.icon} aria-hidden />
          <h3 className={classes.wayTitle}>Try with sample data</h3>
          <p className={classes.wayText}>
            100 sample accounts and Practice Salesloft, a built-in simulator. Sends nothing to Salesloft.
          </p>
          <Button variant="default" loading={newNexset.isSamplePending} onClick={newNexset.trySample}>
            Try with sample data
          </Button>
        </div>
      </div>
      <p className={classes.sentence}>
        Records already flow somewhere?{' '}
        <Anchor component="button" type="button" inherit onClick={() => newNexset.open('webhook')}>
          Post them to a webhook
        </Anchor>{' '}
        or{' '}
        <Anchor component="button" type="button" inherit onClick={() => newNexset.open('api')}>
          use the API
        </Anchor>
        .
      </p>
    </div>
  )
}
