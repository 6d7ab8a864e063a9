import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import {
  CircleCheck,
  LockKeyhole,
  MessageSquarePlus,
  PackageCheck,
  Scale,
  type LucideIcon,
} from 'lucide-react';
import type { Language } from '@/config/languages';
import { formatNumber } from '@/locales/format';
import type { ToneName } from '@/theme/tokens';
import { Band, type LandingT } from './frame';

const steps: readonly {
  key: 'ask' | 'choose' | 'pay' | 'receive' | 'release';
  icon: LucideIcon;
  tone: ToneName;
}[] = [
  { key: 'ask', icon: MessageSquarePlus, tone: 'open' },
  { key: 'choose', icon: Scale, tone: 'payment' },
  { key: 'pay', icon: LockKeyhole, tone: 'funded' },
  { key: 'receive', icon: PackageCheck, tone: 'delivered' },
  { key: 'release', icon: CircleCheck, tone: 'completed' },
];

export function HowItWorks({ t, language }: { t: LandingT; language: Language }) {
  return (
    <Band id="how" title={t('how.title')} lead={t('how.lead')} sunken>
      <Box
        component="ol"
        sx={{
          listStyle: 'none',
          p: 0,
          m: 0,
          display: 'grid',
          gap: { xs: 8, lg: 6 },
          gridTemplateColumns: { sm: '1fr 1fr', lg: 'repeat(5, 1fr)' },
        }}
      >
        {steps.map(({ key, icon: Icon, tone }, index) => (
          <Box component="li" key={key} sx={{ borderTop: 2, borderColor: `tone.${tone}.fg`, pt: 5 }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, color: `tone.${tone}.fg` }}>
              <Icon size={22} strokeWidth={1.75} aria-hidden />
              <Typography variant="subtitle2" component="span" className="tabular">
                {formatNumber(language, index + 1)}
              </Typography>
            </Box>
            <Typography variant="h3" sx={{ mt: 4 }}>
              {t(`how.steps.${key}.title`)}
            </Typography>
            <Typography variant="body2" sx={{ mt: 2, color: 'text.secondary' }}>
              {t(`how.steps.${key}.body`)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Band>
  );
}
