import Box from '@mui/material/Box';
import { Initials } from './initials';
import { TextLink } from './text-link';

interface PersonProps {
  name: string;
  /** Their public page. */
  href?: string;
  size?: number;
}

/** A person's initials and name. */
export function Person({ name, href, size = 28 }: PersonProps) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 2, minWidth: 0 }}>
      <Initials name={name} size={size} />
      <Box
        component="bdi"
        sx={{ fontWeight: 550, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        {href ? (
          <TextLink href={href} quiet>
            {name}
          </TextLink>
        ) : (
          name
        )}
      </Box>
    </Box>
  );
}
