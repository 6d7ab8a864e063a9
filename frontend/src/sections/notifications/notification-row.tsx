'use client';

import Box from '@mui/material/Box';
import { Bell, Check } from 'lucide-react';
import type { Notification } from '@/actions/notifications';
import { IconButton } from '@/components/icon-button';
import { TextLink } from '@/components/text-link';
import { RelativeTime } from '@/components/time-left';
import { useLanguage, useTranslation } from '@/locales/i18n-provider';
import { hrefOf, lookOf } from './notification-looks';
import { useNotificationWords } from './use-notification-words';

interface NotificationRowProps {
  notification: Notification;
  onRead: (id: string) => void;
}

/** One notification: what happened, in which request, how much it is about; the whole row is its link. */
export function NotificationRow({ notification, onRead }: NotificationRowProps) {
  const { t } = useTranslation('notifications');
  const language = useLanguage();
  const words = useNotificationWords();
  const { id, kind, params, createdAt } = notification;
  const unread = notification.readAt === null;
  const { icon: Icon, tone } = lookOf(kind) ?? { icon: Bell, tone: 'neutral' };
  const amount = words.amount(notification);
  const sentence = words.sentence(notification) ?? params.title ?? t('title');
  return (
    <Box
      component="li"
      data-testid="notification"
      data-kind={kind}
      data-unread={unread}
      sx={{
        position: 'relative',
        display: 'flex',
        gap: { xs: 3, sm: 4 },
        px: { xs: 4, sm: 5 },
        py: 4,
        bgcolor: 'background.paper',
        '@media (hover: hover)': { '&:hover': { bgcolor: 'surface.sunken' } },
        '&:has(a:focus-visible)': { outline: 2, outlineColor: 'primary.main', outlineOffset: -2 },
      }}
    >
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          placeItems: 'center',
          flexShrink: 0,
          width: 36,
          height: 36,
          borderRadius: '50%',
          border: 1,
          borderColor: `tone.${tone}.border`,
          bgcolor: `tone.${tone}.bg`,
          color: `tone.${tone}.fg`,
        }}
      >
        <Icon size={17} strokeWidth={2} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 0.5, paddingInlineEnd: { sm: '112px' } }}>
        <Box sx={{ fontWeight: unread ? 580 : 450, lineHeight: 1.45, overflowWrap: 'anywhere' }}>
          <TextLink
            quiet
            href={hrefOf(notification, language)}
            onClick={() => {
              if (unread) onRead(id);
            }}
            // The row is the link: a wide target, and one name for it.
            style={{ outline: 'none' }}
          >
            {unread && <span className="visually-hidden">{t('unread')}: </span>}
            {sentence}
            <Box component="span" aria-hidden sx={{ position: 'absolute', inset: 0 }} />
          </TextLink>
        </Box>
        <Box
          sx={{
            display: 'flex',
            columnGap: 2,
            minWidth: 0,
            fontSize: '0.875rem',
            color: 'text.secondary',
            whiteSpace: 'nowrap',
          }}
        >
          {amount && (
            <Box component="span" className="tabular" sx={{ fontWeight: 580, color: 'text.primary' }}>
              {amount}
            </Box>
          )}
          {params.title && (
            <Box component="bdi" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {params.title}
            </Box>
          )}
        </Box>
        <Box
          sx={{
            position: { xs: 'relative', sm: 'absolute' },
            zIndex: 1,
            justifySelf: 'start',
            insetInlineEnd: { sm: 64 },
            top: { sm: 18 },
            fontSize: '0.8125rem',
            color: 'text.secondary',
          }}
        >
          <RelativeTime at={createdAt} />
        </Box>
      </Box>
      <Box sx={{ position: 'relative', zIndex: 1, display: 'flex', alignItems: 'center', gap: 2, width: 32 }}>
        {unread && (
          <MarkRead
            onRead={() => {
              onRead(id);
            }}
          />
        )}
      </Box>
    </Box>
  );
}

/** The unread dot; under the pointer it becomes the tick that marks it as read. */
function MarkRead({ onRead }: { onRead: () => void }) {
  const { t } = useTranslation('notifications');
  return (
    <IconButton small label={t('markRead')} onClick={onRead}>
      <Box
        component="span"
        aria-hidden
        sx={{
          display: 'grid',
          placeItems: 'center',
          '& > *': { gridArea: '1 / 1' },
          '& > svg': { opacity: 0 },
          '@media (hover: hover)': {
            'button:hover > & > svg, button:focus-visible > & > svg': { opacity: 1 },
            'button:hover > & > span, button:focus-visible > & > span': { opacity: 0 },
          },
        }}
      >
        <Box component="span" sx={{ width: 10, height: 10, borderRadius: '50%', bgcolor: 'primary.main' }} />
        <Check size={18} />
      </Box>
    </IconButton>
  );
}
