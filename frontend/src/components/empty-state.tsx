import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  body?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
}

/** What a list says when there is nothing in it yet: why, and what to do. */
export function EmptyState({ icon: Icon, title, body, action }: EmptyStateProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        textAlign: 'center',
        gap: 2,
        px: 6,
        py: { xs: 10, sm: 16 },
        border: '1px dashed',
        borderColor: 'divider',
        borderRadius: 1.5,
      }}
    >
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 56,
          height: 56,
          mb: 2,
          borderRadius: '50%',
          bgcolor: 'surface.brandSoft',
          color: 'primary.main',
        }}
      >
        <Icon size={26} strokeWidth={1.75} />
      </Box>
      <Typography variant="h4" component="p">
        {title}
      </Typography>
      {body && (
        <Typography sx={{ color: 'text.secondary', maxWidth: '46ch', textWrap: 'balance' }}>
          {body}
        </Typography>
      )}
      {action && <Box sx={{ mt: 4 }}>{action}</Box>}
    </Box>
  );
}
