import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface NowCardProps {
  /** Of the title, which names the section. */
  id: string;
  /** It waits for the reader. */
  yours: boolean;
  eyebrow: ReactNode;
  title: string;
  body: string | null;
  /** `NowAnswer`s; null once it is over. */
  answers: ReactNode;
  /** What the reader can do. */
  children: ReactNode;
}

/** The first card of a deal or a dispute: what happens now, what to do, whose turn it is, until when. */
export function NowCard({ id, yours, eyebrow, title, body, answers, children }: NowCardProps) {
  return (
    <Card
      component="section"
      aria-labelledby={id}
      sx={{
        borderColor: yours ? 'tone.waiting.border' : 'divider',
        boxShadow: yours ? 'inset 0 3px 0 var(--amn-palette-tone-waiting-border)' : 'none',
      }}
    >
      <Box sx={{ p: { xs: 4, sm: 6 } }}>
        <Typography variant="overline" component="p" sx={{ color: 'text.secondary' }}>
          {eyebrow}
        </Typography>
        <Typography id={id} variant="h2" sx={{ mt: 1, textWrap: 'balance' }}>
          {title}
        </Typography>
        {body !== null && (
          <Typography sx={{ mt: 2, color: 'text.secondary', maxWidth: '62ch', textWrap: 'pretty' }}>
            {body}
          </Typography>
        )}
        {children}
      </Box>
      {answers !== null && (
        <Box
          component="dl"
          sx={{
            m: 0,
            px: { xs: 4, sm: 6 },
            py: 5,
            display: 'grid',
            gap: 5,
            gridTemplateColumns: { sm: '1fr 1fr', lg: '1fr 1.2fr 2fr' },
            borderTop: 1,
            borderColor: 'divider',
            bgcolor: 'surface.sunken',
          }}
        >
          {answers}
        </Box>
      )}
    </Card>
  );
}

interface NowAnswerProps {
  label: string;
  /** Takes a row of its own on a screen of middle width. */
  wide?: boolean;
  children: ReactNode;
}

export function NowAnswer({ label, wide, children }: NowAnswerProps) {
  return (
    <Box sx={{ gridColumn: { sm: wide ? '1 / -1' : 'auto', lg: 'auto' } }}>
      <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0, mt: 0.5 }}>
        {children}
      </Typography>
    </Box>
  );
}
