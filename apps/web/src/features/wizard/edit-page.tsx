import { useParams } from '@tanstack/react-router'

/** The wizard's last step over a destination that is there already. */
export function EditPage() {
  const { id } = useParams({ from: '/destinations/$id/edit' })
  return <h1>{id}</h1>
}
