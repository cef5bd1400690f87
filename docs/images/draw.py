"""Takes the first chart out of the demo's page as a file of its own.

Usage, after ./caudal demo:  python3 docs/images/draw.py > docs/images/cost-by-corridor.svg
"""

import re
import sys
from pathlib import Path

page = Path(__file__).resolve().parents[2] / "build" / "demo" / "reports" / "index.html"
html = page.read_text(encoding="utf-8")
style = re.search(r"<style>.*?</style>", html, re.DOTALL).group()
chart = re.search(r"<svg .*?</svg>", html, re.DOTALL).group()
opening, rest = chart.split(">", 1)
sys.stdout.write(f'{opening} xmlns="http://www.w3.org/2000/svg">{style}{rest}\n')
