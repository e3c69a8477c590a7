"""The page reads Discord's markdown as Discord does, traps included, and hides what the bot hides."""

from __future__ import annotations

import random

import pytest
from playwright.async_api import Page

from bot.domain import spoilers
from tests.browser.conftest import Visit
from tests.domain.nasty_texts import letters, nasty_spans, tracked

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# Draws each text in the page and writes what came out: tags as [tag …], spoilers as [spoiler …].
DRAW = """async texts => {
    const own = document.querySelector('script[type=module]').src;  // with its edition
    const {markdown} = await import(new URL('text/markdown_view.js', own));
    const none = () => null;
    const view = {
        user: id => id === '1' ? {id, username: 'mina', global_name: 'Mina'} : null,
        member: none,
        role: id => id === '2' ? {id, name: 'Mods', color: 0} : null,
        channel: id => id === '3' ? {id, name: 'lobby'} : null,
    };
    const NAMES = {strong: 'b', em: 'i', u: 'u', s: 's', blockquote: 'quote', small: 'small', a: 'link',
        time: 'time', button: 'to'};
    const write = node => {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        const inner = [...node.childNodes].map(write).join('');
        if (node.classList?.contains('spoiler')) return `[spoiler ${inner}]`;
        const tag = node.localName;
        if (tag === 'br') return '\\n';
        if (tag === 'pre') return `[fence ${inner}]`;
        if (tag === 'code') return node.parentNode.localName === 'pre' ? inner : `[code ${inner}]`;
        if (/^(h[345]|ul|ol|li)$/.test(tag)) return `[${tag} ${inner}]`;
        if (tag === 'img') return `[emoji ${node.alt}]`;
        return NAMES[tag] ? `[${NAMES[tag]} ${inner}]` : inner;
    };
    return texts.map(text => write(markdown(text, view)));
}"""

# Draws each text and keeps what can be seen before anybody opens a spoiler, by computed style.
SEE = """async texts => {
    const own = document.querySelector('script[type=module]').src;  // with its edition
    const {markdown} = await import(new URL('text/markdown_view.js', own));
    const none = () => null;
    const view = {user: none, member: none, role: none, channel: none};
    const box = document.body.appendChild(document.createElement('div'));
    const seen = texts.map(text => {
        box.replaceChildren(markdown(text, view));
        const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        let words = '';
        while (walker.nextNode()) {
            const {data, parentElement} = walker.currentNode;
            if (getComputedStyle(parentElement).visibility !== 'hidden') words += data;
        }
        return words;
    });
    box.remove();
    return seen;
}"""

READ = [
    ("**a** *b* _c_ __d__ ~~e~~", "[b a] [i b] [i c] [u d] [s e]"),
    ("***both***", "[b [i both]]"),
    ("**a *b* c**", "[b a [i b] c]"),
    ("snake_case_name and 2*3*4", "snake_case_name and 2[i 3]4"),
    (r"\*plain\* \||not a spoiler||", "*plain* ||not a spoiler||"),
    ("`a` ``b ` c`` `||`", "[code a] [code b ` c] [code ||]"),
    ("```py\nprint()\n```after", "[fence print()]after"),
    ("# One\n## Two\n### Three\n#none", "[h3 One][h4 Two][h5 Three]#none"),
    ("-# small\nplain", "[small small]plain"),
    ("> one\n> two\nthree", "[quote one\ntwo]three"),
    (">>> one\ntwo", "[quote one\ntwo]"),
    ("- a\n  - b\n- c", "[ul [li a[ul [li b]]][li c]]"),
    ("2. a\n3. b", "[ol [li a][li b]]"),
    ("see https://a.b/x_y_z. And (https://a.b/c(d)).", "see [link https://a.b/x_y_z]. And ([link https://a.b/c(d)])."),
    ("[words](https://a.b) <https://a.b>", "[link words] [link https://a.b]"),
    ("[https://a.b](https://c.d)", "[https://a.b](https://c.d)"),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("<@1> <@!1> <@&2> <#3> </review write:9>", "[to @Mina] [to @Mina] @Mods [to #lobby] [to /review write]"),
    ("<@4> <#5> <:kiss:7> @everyone", "@unknown-user #No access [emoji :kiss:] @everyone"),
    ("||a|| b ||c||", "[spoiler a] b [spoiler c]"),
    ("||**a** `b`||", "[spoiler [b a] [code b]]"),
    ("||a\nb||", "[spoiler a\nb]"),
    # Where spoilers break in Discord they break here too: a kinder page would flatter the bot.
    ("||a `x || y` b||", "[spoiler a `x ] y` b||"),
    ("> ||a\nb||", "[quote ||a]b||"),
    (r"||a\||", "[spoiler a\\]"),
    ("||||", "||||"),
    ("https://a.b/||c||", "[link https://a.b/||c||]"),
]


async def drawn(page: Page, script: str, texts: list[str]) -> list[str]:
    """What `script` makes of each text."""
    found: list[str] = await page.evaluate(script, texts)
    return found


async def test_markdown_is_read_as_discord_reads_it(visit: Visit) -> None:
    page = await visit()
    found = await drawn(page, DRAW, [text for text, _ in READ])
    assert dict(zip((text for text, _ in READ), found, strict=True)) == dict(READ)


async def test_timestamps_follow_the_locale_of_the_acting_member(visit: Visit) -> None:
    spain = await visit("pablo")
    assert (await drawn(spain, DRAW, ["<t:0:D>"]))[0].endswith("de 1970]")
    japan = await visit("haruka")
    assert (await drawn(japan, DRAW, ["<t:0:D>"]))[0].startswith("[time 1970年")


async def test_what_the_bot_hides_stays_hidden_on_the_page(visit: Visit) -> None:
    page = await visit()
    rng = random.Random(2020)
    texts: list[str] = []
    secrets: list[set[str]] = []
    for _ in range(300):
        spans = nasty_spans(rng, letters())
        secret = {letter for span in spans if span.hidden for letter in tracked(span.text)}
        for sent in spoilers.render(spans):
            texts.append(sent)
            secrets.append(secret)
    seen = await drawn(page, SEE, texts)
    assert sum(map(len, secrets)) > 1000
    leaks = [text for text, secret, shown in zip(texts, secrets, seen, strict=True) if secret & set(shown)]
    assert leaks == []


async def test_naive_bars_leak_on_the_page_as_they_do_on_discord(visit: Visit) -> None:
    page = await visit()
    naive = ["||a `x || y` b||", "> ||a\nb||", "||a || b||", "||a\n\n> b || c||", "||[a||b](https://c.d)||"]
    seen = await drawn(page, SEE, naive)
    assert all(shown.strip(" |>") for shown in seen)
