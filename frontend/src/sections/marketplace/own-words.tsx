import Typography from '@mui/material/Typography';

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
