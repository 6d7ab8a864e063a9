import Box from '@mui/material/Box';

/** The first letters of the first and the last word of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  );
  // Arabic letters join and change their shape: one of them reads better than two.
  return /\p{Script=Arabic}/u.test(letters[0] ?? '') ? (letters[0] ?? '') : letters.join('').toUpperCase();
}

/** A person as a disc with their initials. Decorative: the name stands beside it. */
export function Initials({ name, size = 28 }: { name: string; size?: number }) {
  return (
    <Box
      component="span"
      aria-hidden
      data-letters={initialsOf(name)}
      sx={{
        display: 'inline-grid',
        placeItems: 'center',
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: '50%',
        fontSize: size * 0.4,
        fontWeight: 620,
        lineHeight: 1,
        color: 'primary.main',
        bgcolor: 'surface.brandSoft',
        // Drawn rather than written, so that they are no part of what a button around them is called.
        '&::before': { content: 'attr(data-letters)' },
      }}
    />
  );
}
