'use client';

import Box from '@mui/material/Box';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import type { DealGroup, DealRole } from '@/actions/deals';
import { TonePill } from '@/components/tone-pill';
import { useTranslation } from '@/locales/i18n-provider';
import { useFormat } from '@/locales/use-format';
import { GROUPS_OF } from './deal-list';

const ROLES: readonly DealRole[] = ['buyer', 'seller'];

interface DealFilterProps {
  /** Null while it is not known yet. */
  role: DealRole | null;
  group: DealGroup;
  /** How many wait for the reader on each side. */
  waiting: Readonly<Record<DealRole, number>>;
}

/** Which side and which state: both stand in the address. */
export function DealFilter({ role, group, waiting }: DealFilterProps) {
  const { t } = useTranslation('deals');
  const format = useFormat();
  const pathname = usePathname();
  const hrefOf = (as: DealRole, show: DealGroup) =>
    `${pathname}?as=${as}${show === 'active' ? '' : `&show=${show}`}`;
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        justifyContent: 'space-between',
        columnGap: 6,
        mb: 6,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box component="nav" aria-label={t('role.label')} sx={{ display: 'flex', gap: 6 }}>
        {ROLES.map((one) => (
          <Box
            key={one}
            component={NextLink}
            href={hrefOf(one, 'active')}
            replace
            scroll={false}
            aria-current={one === role ? 'page' : undefined}
            sx={{
              display: 'inline-flex',
              alignItems: 'center',
              gap: 2,
              minHeight: 48,
              mb: '-1px',
              borderBottom: 2,
              borderColor: one === role ? 'primary.main' : 'transparent',
              color: one === role ? 'text.primary' : 'text.secondary',
              fontWeight: 600,
              textDecoration: 'none',
              whiteSpace: 'nowrap',
              '&:hover': { color: 'text.primary' },
            }}
          >
            {t(`role.${one}`)}
            {waiting[one] > 0 && (
              <>
                <TonePill tone="waiting" size="small">
                  <span aria-hidden>{format.number(waiting[one])}</span>
                </TonePill>
                <span className="visually-hidden">{t('role.waiting', { count: waiting[one] })}</span>
              </>
            )}
          </Box>
        ))}
      </Box>
      {role && (
        <Box component="nav" aria-label={t('show.label')} sx={{ display: 'flex', gap: 1, py: 2 }}>
          {GROUPS_OF[role].map((one) => (
            <Box
              key={one}
              component={NextLink}
              href={hrefOf(role, one)}
              replace
              scroll={false}
              aria-current={one === group ? 'page' : undefined}
              sx={{
                display: 'inline-flex',
                alignItems: 'center',
                minHeight: 32,
                px: 3,
                borderRadius: 999,
                fontSize: '0.875rem',
                fontWeight: 550,
                textDecoration: 'none',
                whiteSpace: 'nowrap',
                color: one === group ? 'primary.main' : 'text.secondary',
                bgcolor: one === group ? 'action.selected' : 'transparent',
                '&:hover': { bgcolor: one === group ? 'action.selected' : 'action.hover' },
                '@media (pointer: coarse)': { minHeight: 40 },
              }}
            >
              {t(`show.${one}`)}
            </Box>
          ))}
        </Box>
      )}
    </Box>
  );
}
