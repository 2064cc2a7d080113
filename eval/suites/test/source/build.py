#!/usr/bin/python3
"""Writes ../questions.jsonl from cases.py, finds the page and heading of every quote, and verifies them. `build.py --check` only verifies."""
import collections, json, pathlib, re, subprocess, sys
import html5lib
import make
from cases import CASES

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent
DOCS = ROOT / 'documents'
KEYS = {'C': 'cao-wijkzorg-2026.pdf', 'R': 'personeelsregeling-lindehof.pdf', 'G': 'gedragscode-lindehof.md',
        'H': 'personeelshandboek-vandam.pdf', 'P': 'pensioen-in-het-kort-vandam.docx'}
OWNER = {'C': 'lindehof', 'R': 'lindehof', 'G': 'lindehof', 'H': 'vandam', 'P': 'vandam'}
MINIMUM = {'direct': 32, 'paraphrase': 20, 'phone': 14, 'table': 18, 'condition': 18, 'multi': 8, 'conflict': 6, 'followup': 8, 'foreign': 8,
           'unanswerable-near': 10, 'unanswerable-far': 8, 'old-document': 3, 'other-employer': 3, 'injection': 4}


def norm(s):
    return re.sub(r'[^0-9a-zà-ÿ€%]', '', s.lower().replace('\u00ad', ''))


def docx_blocks(path):
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    d, head = docx.Document(path), ''
    for el in d.element.body.iterchildren():
        if el.tag.endswith('}p'):
            p = Paragraph(el, d)
            if p.style.name.startswith(('Heading', 'Title')):
                head = p.text
            elif p.text.strip():
                yield head, p.text, False
        elif el.tag.endswith('}tbl'):
            for r in Table(el, d).rows:
                yield head, ' '.join(c.text for c in r.cells), True


def blocks(key):
    path = DOCS / KEYS[key]
    if path.suffix == '.docx':
        return list(docx_blocks(path))
    if path.suffix == '.md':
        out, head = [], ''
        for line in path.read_text().splitlines():
            if line.startswith('#'):
                head = line.lstrip('# ')
            elif line.strip():
                out.append((head, re.sub(r'^(- |\d+\. )', '', line), False))
        return out
    out, state = [], {'h': ''}

    def text(el):
        parts = [el.text or '']
        for c in el:
            if c.tag not in ('ol', 'ul', 'table'):
                parts.append(text(c))
            parts.append(c.tail or '')
        return re.sub(r'\s+', ' ', ''.join(parts)).strip()

    def walk(el):
        tag = el.tag
        if tag in ('h2', 'h3'):
            state['h'] = text(el)
        elif tag in ('p', 'li'):
            out.append((state['h'], text(el), False))
        elif tag == 'tr':
            out.append((state['h'], ' '.join(text(c) for c in el), True))
        for c in el:
            if isinstance(c.tag, str):
                walk(c)
    walk(html5lib.parse(make.expand(path.stem), namespaceHTMLElements=False))
    return out


def pages(key):
    path = DOCS / KEYS[key]
    if path.suffix != '.pdf':
        return ['\n'.join(f'{h}\n{t}' for h, t, _ in blocks(key))]
    raw = subprocess.run(['pdftotext', str(path), '-'], capture_output=True, text=True, check=True).stdout
    return raw.split('\f')[:-1]


BLOCKS = {k: blocks(k) for k in KEYS}
PAGES = {k: [norm(p) for p in pages(k)] for k in KEYS}


def sentence(text, phrase):
    parts = re.split(r'(?<=[.!?;]) (?=[A-Z€])', text)
    i = next((n for n, s in enumerate(parts) if phrase in s), None)
    if i is None:
        return None
    s = parts[i]
    if len(s.split()) < 8 and i + 1 < len(parts):
        s += ' ' + parts[i + 1]
    elif len(s.split()) < 8 and i:
        s = parts[i - 1] + ' ' + s
    words = s.split()
    if len(words) > 30:
        start = len(s[:s.index(phrase)].split())
        start = min(start, len(words) - 30)
        words = words[start:start + 30]
    return ' '.join(words)


def locate(spec):
    key, phrase = spec[0], spec[2:]
    a, _, b = phrase.partition(' ... ')
    hits = []
    for head, text, row in BLOCKS[key]:
        if row and (text.startswith(a) or f' {a}' in text):
            hits.append((head, text))
        elif not row and a in text:
            if b:
                i = text.index(a)
                if b in text[i:]:
                    hits.append((head, text[i:text.index(b, i) + len(b)]))
            else:
                s = sentence(text, a)
                if s:
                    hits.append((head, s))
    if len(hits) != 1:
        return None, f'{spec}: {len(hits)} blocks'
    head, quote = hits[0]
    n = norm(quote)
    found = [i + 1 for i, p in enumerate(PAGES[key]) if n in p]
    if len(found) != 1:
        return None, f'{spec}: pages {found}: {quote}'
    return {'document': KEYS[key], 'article_or_heading': head, 'page': found[0], 'quote': quote}, None


STOP = set('''de het een en of als dan dat die dit deze daar daarvoor iets iemand niet geen ook nog naar voor door met zonder over onder tussen binnen
tijdens van uit bij aan op in te ten ter om tot is ben bent zijn was waren wordt word worden werd heb hebt heeft hebben had kan kun kunt kunnen mag moet moeten
moest wil krijg krijgt krijgen kreeg ik je jij jou jouw mijn wij we ze zij zich hij haar hem hun ons onze mij me wat wie waar wanneer hoe hoeveel welke welk
per elke elk ieder iedere keer meer minder veel jaar dag week uur maand daarna weer zelf wel alleen gaat ga doen doet hier er al maar want toch eens eerste
gaan komt komen staat lang terwijl daarmee'''.split())


def content(s):
    return {w for w in re.findall(r'[a-zà-ÿ]+', s.lower()) if len(w) > 2 and w not in STOP}


def build():
    errors, warn, out = [], [], []
    for i, c in enumerate(CASES, 1):
        golds = []
        for spec in c['gold']:
            g, e = locate(spec)
            if e:
                errors.append(f't-{i:03d} {e}')
            else:
                golds.append(g)
            if OWNER[spec[0]] != c['employer']:
                errors.append(f't-{i:03d} wrong employer')
        answerable = bool(c['gold'])
        if 'ans' in c and c['ans'] != answerable:
            errors.append(f't-{i:03d} answerable')
        must = []
        for group in c['must']:
            alt = []
            for m in group:
                alt += [m] + ([m.replace(' %', '%') if ' %' in m else m.replace('%', ' %')] if '%' in m else [])
            must.append(alt)
        if c['kind'] == 'paraphrase' and golds:
            a, b = content(c['question']), content(golds[0]['quote'] + ' ' + golds[0]['article_or_heading'])
            share = {x for x in a for y in b if x == y or (len(x) > 4 and len(y) > 4 and x[:5] == y[:5])}
            if share:
                warn.append(f't-{i:03d} paraphrase shares {share}')
        out.append({'id': f't-{i:03d}', 'employer': c['employer'], 'turns': c.get('turns', []), 'question': c['question'], 'lang': c.get('lang', 'nl'),
                    'kind': c['kind'], 'answerable': answerable, 'gold': golds, 'gold_mode': 'all' if c['kind'] in ('multi', 'conflict') else 'any',
                    'must_include': must, 'must_not': c.get('must_not', []), 'note': c.get('note', '')})
    for e in errors + warn:
        print(e)
    if errors:
        sys.exit(1)
    (ROOT / 'questions.jsonl').write_text(''.join(json.dumps(o, ensure_ascii=False) + '\n' for o in out))


def check():
    bad, quotes, count = 0, 0, collections.Counter()
    files = {v: k for k, v in KEYS.items()}
    for line in (ROOT / 'questions.jsonl').read_text().splitlines():
        o = json.loads(line)
        count[o['kind']] += 1
        rows = {t for k in KEYS for _, t, r in BLOCKS[k] if r}
        for g in o['gold']:
            quotes += 1
            words = len(g['quote'].split())
            if norm(g['quote']) not in PAGES[files[g['document']]][g['page'] - 1]:
                bad += 1
                print('not on page', o['id'])
            if not (8 <= words <= 30) and g['quote'] not in rows:
                bad += 1
                print('length', o['id'], words)
        text = re.sub(r'\s+', ' ', ' '.join(g['quote'] for g in o['gold'])).lower()
        for group in o['must_include']:
            if not any(a.lower() in text for a in group):
                bad += 1
                print('must_include not in gold', o['id'], group)
        if o['answerable'] != bool(o['gold']) or o['answerable'] != bool(o['must_include']):
            bad += 1
            print('answerable', o['id'])
    for k, n in MINIMUM.items():
        if count[k] < n:
            bad += 1
            print('too few', k)
    routing = ROOT / 'routing.jsonl'
    r = collections.Counter(json.loads(x)['intent'] for x in routing.read_text().splitlines()) if routing.exists() else {}
    print(f'{sum(count.values())} cases, {quotes} quotes, {bad} bad', dict(count), 'routing', sum(r.values()), dict(r))
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    if '--check' not in sys.argv:
        build()
    check()
