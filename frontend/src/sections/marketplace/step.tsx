import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface StepProps {
  title: string;
  body: ReactNode;
  /** The one primary action, and what stands below it. */
  children?: ReactNode;
}

/** What can be done now: why, and the button. */
export function Step({ title, body, children }: StepProps) {
  return (
    <Box>
      <Typography variant="h4" component="h2">
        {title}
      </Typography>
      <Typography variant="body2" component="div" sx={{ mt: 1, color: 'text.secondary' }}>
        {body}
      </Typography>
      {children && <Box sx={{ mt: 4, display: 'grid', gap: 2 }}>{children}</Box>}
    </Box>
  );
}
