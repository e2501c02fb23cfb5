import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from 'react-router';
import frame from './page-frame.module.css';

/** The way back at the head of a page: an arrow, with its words for readers and pointers. */
export function BackLink({ to = '/', label }: { to?: string; label: string }) {
  return (
    <Link className={frame.back} to={to} aria-label={label} title={label}>
      <IconArrowLeft size={22} stroke={1.8} aria-hidden />
    </Link>
  );
}
