import Box from '@mui/material/Box';

/** The key that does the same, beside a command's name; screens without a keyboard do not show it. */
export function KeyHint({ children }: { children: string }) {
  return (
    <Box
      component="kbd"
      aria-hidden
      sx={{
        display: { xs: 'none', md: 'inline-grid' },
        placeItems: 'center',
        minWidth: 20,
        height: 20,
        px: 1,
        border: 1,
        borderColor: 'currentColor',
        borderRadius: 0.5,
        fontFamily: 'inherit',
        fontSize: '0.75rem',
        lineHeight: 1,
        opacity: 0.72,
      }}
    >
      {children}
    </Box>
  );
}
