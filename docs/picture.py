#!/usr/bin/env python3
"""Draws terminal output as an SVG picture: `hustings race … | docs/picture.py "the command" > docs/race-page.svg`.

Standard library only. Headings (lines that start in the first column) are bold, deeply indented lines are grey, as in a terminal.
"""
import html
import sys

SIZE, LINE, LEFT, TOP = 14, 19, 22, 58
WIDTH = 80 * 8.43 + 2 * LEFT


def main():
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    lines = sys.stdin.read().rstrip("\n").split("\n")
    height = TOP + (len(lines) + 1) * LINE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {height}" role="img" '
          f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{SIZE}">')
    print(f"<title>{html.escape(command)}</title>")
    print(f'<rect width="100%" height="100%" rx="10" fill="#fbfaf7" stroke="#c9c4b8"/>')
    print(f'<rect width="100%" height="32" rx="10" fill="#ece8de"/>')
    print(f'<text x="{LEFT}" y="21" fill="#5a5548">$ {html.escape(command)}</text>')
    for number, line in enumerate(lines):
        if not line:
            continue
        indent = len(line) - len(line.lstrip(" "))
        style = 'fill="#12203a" font-weight="bold"' if indent == 0 else 'fill="#222"' if indent <= 2 else 'fill="#666"'
        x = LEFT + indent * 8.43
        print(f'<text x="{x:.1f}" y="{TOP + number * LINE}" {style} xml:space="preserve">{html.escape(line.lstrip(" "))}</text>')
    print("</svg>")


if __name__ == "__main__":
    main()
