import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

interface SettingGroupProps {
  title: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
}

/** Settings that belong together, on one surface. */
export function SettingGroup({ title, lead, action, children }: SettingGroupProps) {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: 3, mb: 3 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography id={titleId} variant="h3" component="h2">
            {title}
          </Typography>
          {lead && <Typography sx={{ mt: 1, color: 'text.secondary' }}>{lead}</Typography>}
        </Box>
        {action}
      </Box>
      <Card sx={{ '& > * + *': { borderTop: 1, borderColor: 'divider' } }}>{children}</Card>
    </Box>
  );
}

interface SettingProps {
  label: ReactNode;
  help?: ReactNode;
  /** Names and describes the control: for its `aria-labelledby` or `htmlFor`, and `aria-describedby`. */
  ids?: { readonly control?: string; readonly label?: string; readonly help?: string };
  /** At the end of the line. */
  children?: ReactNode;
}

/** One setting: what it is and does, and what changes it. */
export function Setting({ label, help, ids, children }: SettingProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        columnGap: 6,
        rowGap: 3,
        px: { xs: 4, sm: 6 },
        py: 5,
      }}
    >
      <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
        <Box
          id={ids?.label}
          component={ids?.control ? 'label' : 'div'}
          {...(ids?.control ? { htmlFor: ids.control } : {})}
          sx={{ display: 'block', fontWeight: 580 }}
        >
          {label}
        </Box>
        {help && (
          <Box
            id={ids?.help}
            sx={{ mt: 0.5, fontSize: '0.875rem', color: 'text.secondary', textWrap: 'pretty' }}
          >
            {help}
          </Box>
        )}
      </Box>
      {children}
    </Box>
  );
}
