/** Outlines on a 24 px grid, drawn for this project; each is one path. */
const paths = {
  chat: 'M4 5h16v11H9l-5 4zM8 9h8M8 12.5h5',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  inbox: 'M4 13 7 5h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  folder: 'M3 6h7l2 2h9v11H3z',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c1-4 4-5.5 7.5-5.5s6.500 1.500 7.500 5.500',
  card: 'M3 5h18v14H3zM8.500 12.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4M5.500 16c.6-1.800 5.400-1.800 6 0M14.500 10h4M14.500 14h4',
  send: 'M4 12 20 4l-5 16-4-6.500zM11 13.500 20 4',
  stop: 'M7 7h10v10H7z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M5 12.500 10 17.500 19.500 7',
  up: 'M7 11v9H4v-9zM7 11l4-8c2 0 3 1.500 2.500 3.500L13 9h6c1.500 0 2 1 1.700 2.400l-1.400 6.800c-.3 1.300-1 1.800-2.300 1.800H7',
  down: 'M17 13V4h3v9zM17 13l-4 8c-2 0-3-1.500-2.500-3.500L11 15H5c-1.500 0-2-1-1.700-2.400l1.400-6.800C5 4.500 5.700 4 7 4h10',
  help: 'M4 5h16v11H9l-5 4zM10 9c.2-1.200 1-1.700 2-1.700s2 .6 2 1.700c0 1.400-2 1.500-2 2.800M12 13.600v.1',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  arrowUp: 'M12 20V5M5.500 11.500 12 5l6.500 6.500',
  arrowDown: 'M12 4v15M5.500 12.500 12 19l6.500-6.500',
  open: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  alert: 'M12 4 2.500 20h19zM12 10v5M12 17.500v.1',
  scales: 'M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z',
  heart:
    'M12 20C5 15 3 12 3 8.800 3 6.500 4.800 5 7 5c2 0 3.800 1 5 3 1.200-2 3-3 5-3 2.200 0 4 1.500 4 3.800C21 12 19 15 12 20z',
  chart: 'M4 20V4M4 20h16M8 20v-7M12.500 20V8M17 20v-5',
  tasks:
    'M4 6.500l1.500 1.500L8.500 5M4 13l1.500 1.500 3-3M4 19.500 5.500 21l3-3M12 6.500h8M12 13h8M12 19.500h8',
  run: 'M4 5h16v14H4zM4 9h16M8 3v4M16 3v4M9 14.500l2.200 2.200L15.500 12.300',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13M15.500 15.500 20.500 20.500',
  phone:
    'M6 3h3l2 5-2.500 1.500a11 11 0 0 0 6 6L16 13l5 2v3c0 1.700-1.300 3-3 3C10.500 21 3 13.500 3 6c0-1.700 1.300-3 3-3z',
  mail: 'M3 6h18v12H3zM3 7l9 6 9-6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  out: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
} as const;
export type IconName = keyof typeof paths;

/** An icon beside a text or inside a named button; it never carries meaning alone. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** All icons once, at the top of a page. */
export function IconSprite() {
  return (
    <svg class="sprite" aria-hidden="true" focusable="false">
      {Object.entries(paths).map(([name, path]) => (
        <symbol id={`i-${name}`} viewBox="0 0 24 24">
          <path d={path} />
        </symbol>
      ))}
    </svg>
  );
}
