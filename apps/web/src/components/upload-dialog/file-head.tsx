import { Button } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'
import { formatBytes } from '../../lib/format.ts'
import { DataText } from '../data-text.tsx'
import classes from './upload-dialog.module.css'

type Props = { file: File; isGzipped: boolean; onChooseAnother: () => void; isLocked: boolean }

/** The chosen file. */
export function FileHead({ file, isGzipped, onChooseAnother, isLocked }: Props) {
  return (
    <div className={classes.file}>
      <IconFile size={20} aria-hidden />
      <div className={classes.fileText}>
        <strong className={classes.fileName}>
          <DataText>{file.name}</DataText>
        </strong>
        <div className={classes.dim}>
          {formatBytes(file.size)}
          {isGzipped && ', gzipped'}
        </div>
      </div>
      <Button variant="default" size="xs" onClick={onChooseAnother} disabled={isLocked}>
        Choose another
      </Button>
    </div>
  )
}
