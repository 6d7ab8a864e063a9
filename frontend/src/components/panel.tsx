import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';

interface PanelProps {
  title: string;
  icon?: LucideIcon;
  /** One sentence under the title. */
  lead?: string;
  /** At the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page, on a surface of its own. */
export function Panel({ title, icon: Icon, lead, action, children }: PanelProps) {
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} sx={{ p: { xs: 4, sm: 6 }, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 4, rowGap: 2, mb: 4 }}>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Typography
            id={id}
            variant="h4"
            component="h2"
            sx={{ display: 'flex', alignItems: 'center', gap: 2 }}
          >
            {Icon && (
              <Box component="span" aria-hidden sx={{ display: 'flex', color: 'text.secondary' }}>
                <Icon size={18} strokeWidth={1.75} />
              </Box>
            )}
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
