import { formatBytes, formatTimeLeft } from '../../lib/format.ts'
import { Meter } from '../meter.tsx'
import classes from './upload-dialog.module.css'

type Props = { sentBytes: number; totalBytes: number /** By `performance.now()`. */; startedAt: number }

/** How far an upload is, in bytes and time; once all has left, that the server still writes. */
export function UploadProgress({ sentBytes, totalBytes, startedAt }: Props) {
  const isSent = sentBytes >= totalBytes
  const seconds = (performance.now() - startedAt) / 1000
  const left = sentBytes > 0 ? ((totalBytes - sentBytes) / sentBytes) * seconds : null
  return (
    <div role="status" className={classes.progress}>
      <div>
        <strong>{isSent ? 'Keeping the records' : 'Uploading'}</strong>{' '}
        <span className={classes.dim}>
          {formatBytes(Math.min(sentBytes, totalBytes))} of {formatBytes(totalBytes)}
          {!isSent && left !== null && seconds > 1 && ` · ${formatTimeLeft(left)}`}
        </span>
      </div>
      <Meter value={sentBytes} total={totalBytes} />
    </div>
  )
}
