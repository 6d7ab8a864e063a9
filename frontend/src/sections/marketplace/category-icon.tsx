import {
  BriefcaseBusiness,
  Code,
  Cpu,
  Ellipsis,
  GraduationCap,
  House,
  Languages,
  Megaphone,
  Palette,
  PenLine,
  Shirt,
  Shapes,
  type LucideIcon,
} from 'lucide-react';
import Box from '@mui/material/Box';
import type { CategoryId } from '@/actions/marketplace';

const icons: Record<CategoryId, LucideIcon> = {
  design: Shapes,
  software: Code,
  writing: PenLine,
  translation: Languages,
  marketing: Megaphone,
  electronics: Cpu,
  fashion: Shirt,
  home: House,
  art: Palette,
  business: BriefcaseBusiness,
  education: GraduationCap,
  other: Ellipsis,
};

/** A category at a glance; its name stands beside it. */
export function CategoryIcon({ category }: { category: CategoryId }) {
  const Icon = icons[category];
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        display: 'grid',
        placeItems: 'center',
        flexShrink: 0,
        width: 40,
        height: 40,
        borderRadius: 1,
        bgcolor: 'surface.sunken',
        color: 'text.secondary',
      }}
    >
      <Icon size={20} strokeWidth={1.75} />
    </Box>
  );
}
