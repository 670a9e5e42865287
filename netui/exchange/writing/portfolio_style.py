"""How the portfolio page looks: calm on a screen by day and night, and good on paper."""

from msgspec.structs import asdict

from netui.exchange.writing.page import AT_NIGHT, DAY, NIGHT, PRINT, PageColours

_ON_SCREEN = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);
font:17px/1.6 "Charter","Bitstream Charter","Iowan Old Style","Source Serif 4",Georgia,"DejaVu Serif",serif;
overflow-wrap:break-word}
main,header,footer{max-width:46rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:4.5rem}
h1{font-size:2.5rem;line-height:1.15;margin:0;font-weight:600;letter-spacing:-.01em}
.on{color:var(--soft);margin:.5rem 0 2rem}
.figures{display:flex;flex-wrap:wrap;gap:0 2.6rem;margin:0;padding:1.1rem 0;
border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.figures div{display:flex;flex-direction:column-reverse}
.figures dd{margin:0;font-size:1.7rem;line-height:1.2;font-weight:600;color:var(--blue)}
dt,nav,.on,.meta,.label,.tag,.count,footer,figcaption{
font-family:system-ui,"Segoe UI","DejaVu Sans",sans-serif}
.figures dt{font-size:.78rem;color:var(--soft)}
nav{font-size:.85rem;margin:1.4rem 0 0;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}
a{color:var(--blue);text-decoration:none;border-bottom:1px solid var(--line)}
a:hover{border-color:currentColor}
nav a{border:0}
section{margin-top:4rem}
h2{font-size:1.45rem;line-height:1.25;margin:0 0 1.6rem;font-weight:600;color:var(--blue)}
article{margin:0 0 2.6rem;padding-left:1.3rem;border-left:2px solid var(--line)}
h3{font-size:1.13rem;line-height:1.35;margin:0;font-weight:600}
.meta{font-size:.82rem;color:var(--soft);margin:.15rem 0 0}
.goal{font-style:italic;color:var(--soft);margin:.7rem 0 0}
.label{font-size:.78rem;font-weight:600;color:var(--soft);margin:1.1rem 0 .2rem}
article p{margin:.35rem 0}
ul{margin:.2rem 0 0;padding-left:1.1rem}
li{margin:.2rem 0}li::marker{color:var(--soft)}
ul.steps{list-style:none;padding:0}
ul.steps li{padding-left:1.6rem;text-indent:-1.6rem}
ul.steps .mark{display:inline-block;width:1.6rem;text-indent:0;color:var(--soft)}
ul.steps .done .mark{color:var(--good)}
.influence{background:var(--tint);padding:.7rem 1rem;margin:1.1rem 0 0;border-radius:3px}
.influence .label{margin-top:0;color:var(--warm)}
.meter{height:6px;background:var(--line);border-radius:3px;margin:.7rem 0 .2rem;
max-width:18rem;overflow:hidden}
.meter i{display:block;height:100%;background:var(--blue)}
.meter.met i{background:var(--good)}
.rated{display:flex;flex-wrap:wrap;gap:1.5rem 3rem;margin:0 0 2rem}
figure{margin:0}figcaption{font-size:.82rem;color:var(--soft)}
figure.line svg{display:block;width:17rem;max-width:100%;height:auto;margin-bottom:.3rem}
.line polyline{fill:none;stroke:var(--blue);stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
.line circle{fill:var(--blue)}.line line{stroke:var(--line);stroke-width:1}
.rows{list-style:none;padding:0;margin:0}
.rows>li{padding:.7rem 0;border-top:1px solid var(--line);margin:0}
.rows p{margin:.3rem 0 0}.rows .meta{margin:.1rem 0 0}
.rows>li:last-child{border-bottom:1px solid var(--line)}
.map-figure svg{display:block;width:100%;height:auto;border-radius:4px}
ul.groups{columns:2;column-gap:2.5rem;list-style:none;padding:0;margin:1.5rem 0 0;font-size:.9rem}
ul.groups>li{break-inside:avoid;margin:0 0 1rem}
.groups strong{font-weight:600}.count{color:var(--soft);font-size:.8rem}
.groups p{margin:0;color:var(--soft)}
footer{margin-top:4.5rem;padding-bottom:3rem;font-size:.78rem;color:var(--soft)}
footer p{border-top:1px solid var(--line);padding-top:1rem;margin:0}
@media (min-width:66rem){.map-figure{margin:0 -9rem}}
@media (max-width:36rem){body{font-size:16px}header{padding-top:2.5rem}h1{font-size:2rem}
section{margin-top:3rem}ul.groups{columns:1}}
"""
_ON_PAPER = """
@page{margin:2cm 2.2cm}
body{font-size:10.5pt;line-height:1.45}
main,header,footer{max-width:none;padding:0}
header{padding-top:0}nav{display:none}
section{margin-top:1.8rem}
h2,h3,.label{break-after:avoid}
article,.rows>li,figure,.influence{break-inside:avoid}
.map-figure{break-inside:avoid;margin:0}
a{color:inherit;border:0}
a[href^="http"]::after{content:" (" attr(href) ")";font-size:.8em;color:var(--soft);overflow-wrap:anywhere}
.meter,.influence{print-color-adjust:exact;-webkit-print-color-adjust:exact}
footer{margin-top:2rem;padding-bottom:0}
"""


def portfolio_style() -> str:
    """Return the style sheet of the page."""
    return (
        f"\n:root{{color-scheme:light dark;{_named(DAY)}}}\n"
        f"{AT_NIGHT}{{:root{{{_named(NIGHT)}}}}}"
        f"{_ON_SCREEN}@media print{{\n:root{{{_named(PRINT)}}}{_ON_PAPER}}}\n"
    )


def _named(colours: PageColours) -> str:
    return ";".join(f"--{name}:{value}" for name, value in asdict(colours).items())
