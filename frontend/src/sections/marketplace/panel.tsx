import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

interface PanelProps {
  title: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of a request's page. */
export function Panel({ title, lead, action, children }: PanelProps) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} sx={{ p: { xs: 4, sm: 6 }, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4, rowGap: 2, mb: 4 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography id={id} variant="h4" component="h2">
            {title}
          </Typography>
          {lead && (
            <Typography variant="body2" sx={{ mt: 0.5, color: 'text.secondary' }}>
              {lead}
            </Typography>
          )}
        </Box>
        {action}
      </Box>
      {children}
    </Card>
  );
}

/** Somebody's own words, in whatever script they wrote. */
export function OwnWords({ children }: { children: string }) {
  return (
    <Typography
      component="div"
      dir="auto"
      sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere', textAlign: 'start', maxWidth: '72ch' }}
    >
      {children}
    </Typography>
  );
}
