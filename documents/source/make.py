#!/usr/bin/env python3
"""Makes the demonstration documents from their sources: make.py [employer] ...

  <name>.html      -> ../<employer>/<name>.pdf with WeasyPrint, or with headless Chromium
                      where the page has <meta name="engine" content="chromium">
  <name>.docx.py   run, with the path of the .docx to write as its argument
  <name>.md        copied

Without an employer all of them are made. See README.md for what has to be installed.
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent


def make(path: Path, target: Path) -> Path:
    if path.suffix == ".html":
        result = target / (path.stem + ".pdf")
        if re.search(r'<meta name="engine" content="chromium">', path.read_text(encoding="utf-8")):
            command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                       f"--print-to-pdf={result}", path.as_uri()]
        else:
            command = ["weasyprint", str(path), str(result)]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL if command[0] == "chromium" else None)
    elif path.name.endswith(".docx.py"):
        result = target / path.name.removesuffix(".py")
        # The system's Python: Debian's python3-docx is installed for that one.
        python = "/usr/bin/python3" if Path("/usr/bin/python3").exists() else sys.executable
        subprocess.run([python, str(path), str(result)], check=True)
    else:
        result = target / path.name
        shutil.copyfile(path, result)
    return result


def main(names: list[str]) -> int:
    names = names or sorted(p.name for p in SOURCE.iterdir() if p.is_dir() and not p.name.startswith("."))
    for name in names:
        folder = SOURCE / name
        if not folder.is_dir():
            print(f"no sources for employer {name!r} in {SOURCE}", file=sys.stderr)
            return 2
        target = SOURCE.parent / name
        target.mkdir(exist_ok=True)
        for path in sorted(folder.iterdir()):
            if path.suffix in (".html", ".md") or path.name.endswith(".docx.py"):
                print(make(path, target).relative_to(SOURCE.parent))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
