"""Roles and names against Chromium's own accessibility tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.observation.agreement import agreement
from tests.support.site import serve_site

if TYPE_CHECKING:
    from playwright.async_api import Page
    from webagent_observation import Registry

    from tests.support.site import Resource

ARTICLE = """<html lang=en><head><title>Tea</title><style>
  .crumb + .crumb::before { content: "/ "; } .new::after { content: " (new)"; }
  .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; }
</style></head><body>
<header><a href=/ aria-label="Tea house">TH</a>
  <nav aria-label=Main><ul><li><a href=/a aria-current=page>Green</a>
    <li><a href=/b>Black</a></ul></nav>
</header>
<nav aria-label=Path><a class=crumb href=/1>Shop</a> <a class=crumb href=/2>Tea</a></nav>
<main><article><header><h1>All about <em>tea</em></h1></header>
  <p>It is <a href=/c>steeped</a> in <code>water</code>.<a href=#n role=doc-noteref>1</a></p>
  <section aria-labelledby=h><h2 id=h>Kinds <a href=#h aria-label="Link to Kinds">#</a></h2>
    <ol><li>White<li><b>Green</b><ul><li>Sencha</ul></ol></section>
  <section><h2>History</h2><blockquote>Old</blockquote><hr></section>
  <figure aria-label=Leaf><img src=/x.png alt="A leaf"></figure><img src=/y.png alt="">
  <table><caption>Prices</caption><thead><tr><th>Kind<th>Price</thead>
    <tr><th scope=row>White<td class=new>9
    <tr><th scope=row>Black<td><a href=/d>4 <span class=sr>€</span></a>
  </table>
  <dl><dt>Sencha<dd>Green tea</dl>
  <aside>Not in a sidebar</aside><footer>By <address>Kim</address></footer>
</article></main>
<aside><h2>More</h2><details><summary>Terms</summary>x</details></aside>
<footer><small>© Tea house</small></footer></body></html>"""

FORM = """<form aria-label=Order><fieldset><legend>Address</legend>
  <label for=n>Name <span aria-hidden=true>*</span></label>
  <input id=n required aria-describedby=hint><small id=hint>As on the card</small>
  <label>Street <input value=x></label><input placeholder=City><input title=Zip>
  <input type=email aria-label=Mail><input type=tel aria-labelledby="l l2"><i id=l>Phone</i>
  <i id=l2 hidden>(home)</i></fieldset>
  <label><input type=checkbox checked> Gift</label>
  <input type=checkbox id=w><label for=w>Wake me in <input value=5> min</label>
  <fieldset role=radiogroup aria-label=Size><label><input type=radio name=s>S</label>
    <label><input type=radio name=s checked>L</label></fieldset>
  <label for=k>Kind</label><select id=k><option>Green<optgroup label=Dark><option>Black</select>
  <select multiple aria-label=Extras><option>Milk<option selected>Sugar</select>
  <label>Cups <input type=number min=1></label><label>Hot <input type=range></label>
  <input type=search aria-label=Find><input type=password aria-label=Word>
  <label>On <input type=date></label><label>At <input type=time></label>
  <label>Note <textarea>Hello</textarea></label><label>Dye <input type=color></label>
  <output aria-label=Sum>5</output><progress aria-label=Sent value=.5></progress>
  <meter aria-label=Stock value=.5></meter>
  <button>Buy <b>now</b></button><input type=submit><input type=reset value=Undo>
  <input type=image src=/x.png alt=Go><button aria-label=Close>×</button>
  <button title=Fold></button><button>Status<i style="display:inline-block">×</i></button>
  <button><svg width=9 height=9><title>Cart</title></svg></button></form>"""

WIDGETS = """<div role=tablist aria-label=Views><button role=tab aria-selected=true>One</button>
  <button role=tab>Two</button></div><div role=tabpanel aria-label=One>x</div>
<div role=menubar><div role=menuitem tabindex=0 aria-haspopup=true>File</div>
  <div role=menuitemcheckbox aria-checked=true tabindex=-1>Wrap</div></div>
<ul role=tree aria-label=Files><li role=treeitem tabindex=0 aria-expanded=true>Fruit
  <ul role=group><li role=treeitem>Apple</ul></ul>
<ul role=listbox aria-label=Pick tabindex=0><li role=option aria-selected=true>A
  <li role=option>B</ul>
<div role=grid aria-label=Sheet>
  <div role=row><div role=columnheader aria-sort=ascending>H</div></div>
  <div role=row><div role=gridcell tabindex=0>1</div></div></div>
<ul role=none><li><a href=/x>X</a></ul><table role=presentation><tr><td><a href=/y>Y</a></table>
<div role=slider tabindex=0 aria-label=Volume aria-valuenow=3></div>
<span role=checkbox tabindex=0 aria-checked=mixed aria-labelledby=all></span><i id=all>All</i>
<div role=switch tabindex=0 aria-checked=false>Dark</div><div role=alert>Saved</div>
<div role=status>3 left</div><div role=separator></div><div role=img aria-label=Star></div>
<div role=region>Nameless</div><div role=region aria-label=Named>x</div>
<button aria-pressed=true id=b aria-labelledby="b f">Delete</button><b id=f>tea.pdf</b>
<h1 role=none>x</h1><div role=heading aria-level=4>y</div><div role="unheard-of button">Go</div>
<div role=dialog aria-label=Ask><button>Yes</button></div>
<div id=host><b slot=title>Slotted</b></div>
<iframe srcdoc="<h2>Inner</h2><button>In</button>" title=F></iframe>
<script>host.attachShadow({mode: "open"}).innerHTML =
  "<h3><slot name=title></slot></h3><label for=i>Deep</label><input id=i>"</script>"""

PAGES: dict[str, str | dict[str, Resource]] = {
    "article": ARTICLE,
    "form": FORM,
    "widgets": WIDGETS,
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
async def test_agreement(page: Page, registry: Registry, html: str) -> None:
    with serve_site(html) as url:
        await page.goto(url)
        found = await agreement(page, registry)
    assert found.share >= 0.99, found.kinds()
    assert found.agreeing >= 20
    assert sum(found.documented.values()) < found.compared / 5, found.documented


async def test_a_disagreement_is_found(page: Page, registry: Registry) -> None:
    # By HTML-AAM a list makes a combobox of fields of text alone.
    html = "<input type=number list=l aria-label=x><datalist id=l><option>1</datalist>"
    with serve_site(html) as url:
        await page.goto(url)
        found = await agreement(page, registry)
    assert found.kinds() == {"spinbutton for combobox": 1}
    assert (found.compared, found.agreeing, found.share) == (1, 0, 0.0)


async def test_what_is_meant_is_counted_apart(page: Page, registry: Registry) -> None:
    html = "<div onclick='0'>Go</div><input type=file aria-label=x><button>Same</button>"
    with serve_site(html) as url:
        await page.goto(url)
        found = await agreement(page, registry)
    assert found.documented == {"clickable": 1, "file": 1}
    assert (found.compared, found.agreeing, found.share) == (3, 1, 1.0)
