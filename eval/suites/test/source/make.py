#!/usr/bin/python3
"""Builds the test suite's documents: make.py [name ...]. Needs weasyprint, python3-docx, chromium."""
import pathlib, re, shutil, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / 'documents'


def salaris():
    base = {1: 2302, 2: 2391, 3: 2507, 4: 2688, 5: 2874, 6: 3141, 7: 3463, 8: 3898}
    step = {1: 41, 2: 53, 3: 67, 4: 86, 5: 98, 6: 113, 7: 134, 8: 157}
    rows = []
    for s in base:
        for t in range(8):
            m = base[s] + step[s] * t
            euro = f'{m:,}'.replace(',', '.')
            hour = f'{m / 156:.2f}'.replace('.', ',')
            rows.append(f'<tr><td>schaal {s}<td>trede {t}<td class=r>€ {euro}<td class=r>€ {hour}</tr>')
    return ('<table><caption>Tabel B1 Salaris per schaal en trede</caption><thead><tr><th>Schaal<th>Trede<th class=r>Per maand'
            '<th class=r>Per uur</tr></thead><tbody>' + '\n'.join(rows) + '</tbody></table>')


def expand(name):
    text = (HERE / f'{name}.html').read_text()
    if '<!--SALARIS-->' in text:
        text = text.replace('<!--SALARIS-->', salaris())
    if '<!--TOC-->' in text:
        toc, n = [], 0

        def mark(m):
            nonlocal n
            n += 1
            toc.append(f'<a class="{"h" if m[1] == "2" else "a"}" href="#k{n}">{m[3]}</a>')
            return f'<h{m[1]}{m[2]} id="k{n}">{m[3]}</h{m[1]}>'
        head, tail = text.split('<!--TOC-->')
        tail = re.sub(r'<h([23])([^>]*)>(.*?)</h\1>', mark, tail)
        text = head + '\n'.join(toc) + tail
    return text


def weasy(name):
    import weasyprint
    weasyprint.HTML(string=expand(name), base_url=str(HERE)).write_pdf(str(OUT / f'{name}.pdf'))


def chrome(name):
    tmp = tempfile.mkdtemp()
    subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
                    '--disable-component-update', '--disable-sync', '--no-pdf-header-footer', f'--user-data-dir={tmp}',
                    f'--print-to-pdf={OUT / (name + ".pdf")}', str(HERE / f'{name}.html')], check=True, timeout=120,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shutil.rmtree(tmp, ignore_errors=True)


def word(name):
    subprocess.run([sys.executable, str(HERE / 'pensioen_docx.py'), str(OUT / f'{name}.docx')], check=True)


def copy(name):
    shutil.copy(HERE / f'{name}.md', OUT / f'{name}.md')


JOBS = {'cao-wijkzorg-2026': weasy, 'personeelsregeling-lindehof': weasy, 'gedragscode-lindehof': copy,
        'personeelshandboek-vandam': chrome, 'personeelshandboek-vandam-2023': weasy, 'pensioen-in-het-kort-vandam': word}

if __name__ == '__main__':
    OUT.mkdir(exist_ok=True)
    for job in sys.argv[1:] or JOBS:
        JOBS[job](job)
        print('made', job)
