import Box from '@mui/material/Box';

/**
 * The mark: the round door of a vault with a keyhole that lets daylight through.
 * Drawn on a 32 px grid; the same shape is in public/icons.
 */
export function LogoMark({ size = 28 }: { size?: number }) {
  return (
    <Box
      component="svg"
      viewBox="0 0 32 32"
      aria-hidden
      focusable="false"
      sx={{ width: size, height: size, flexShrink: 0 }}
    >
      <Box component="circle" cx="16" cy="16" r="15" sx={{ fill: 'var(--amn-palette-primary-main)' }} />
      <Box
        component="circle"
        cx="16"
        cy="16"
        r="11"
        sx={{
          fill: 'none',
          stroke: 'var(--amn-palette-primary-contrastText)',
          strokeWidth: 1.75,
          strokeDasharray: '14.28 3',
          strokeDashoffset: -1.5,
          opacity: 0.9,
        }}
      />
      <Box
        component="path"
        d="M16 9.6a4 4 0 0 1 2.2 7.35l1.05 5.1a.8.8 0 0 1-.78.95h-4.94a.8.8 0 0 1-.78-.95l1.05-5.1A4 4 0 0 1 16 9.6Z"
        sx={{ fill: 'var(--amn-palette-primary-contrastText)' }}
      />
    </Box>
  );
}

/** The mark with the name beside it. */
export function Logo({ name }: { name: string }) {
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 2.5, color: 'text.primary' }}
    >
      <LogoMark />
      <Box
        component="span"
        sx={{ fontSize: '1.25rem', fontWeight: 680, letterSpacing: '-0.02em', lineHeight: 1 }}
      >
        {name}
      </Box>
    </Box>
  );
}
