"""Which texts of a page stand in colours that nobody has looked at yet.

To work out how a text stands out from what is behind it takes axe longer than all its other rules,
and most pages are in the same few colours. What it depends on is read of each text: its own colour,
size and weight, and what is painted behind it. Texts that are alike in all of it are looked at
once. A text that is moved out of its place may lie over anything, and is looked at each time.

How a link stands out from the text of its line depends on the same of both, and on its underline:
links are looked at in the same way, for each pair of link and text.
"""

from playwright.sync_api import Page

# Gives each kind of text the elements that are of it, kept in the page until it is looked at.
READ = """() => {
    const NOTHING = "rgba(0, 0, 0, 0),none,1,none,normal,none,none,";
    const behind = new Map();
    const read = (one) => {
        if (!one) return "";
        if (!behind.has(one)) {
            const style = getComputedStyle(one);
            const moved = !["static", "relative"].includes(style.position);
            const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
                style.mixBlendMode, style.clipPath, style.transform, moved ? "moved" : ""].join();
            // What paints nothing of its own shows what is behind it.
            const rest = read(one.parentElement);
            behind.set(one, own === NOTHING ? rest : `${own};${rest}`);
        }
        return behind.get(one);
    };
    const isText = (one) => one.matches("input, select, textarea") ||
        [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    window.textsByColours = new Map();
    const note = (kind, one) => {
        if (!window.textsByColours.has(kind)) window.textsByColours.set(kind, []);
        window.textsByColours.get(kind).push(one);
    };
    const isBlock = (one) =>
        /^(block|list-item|table.*|flex|grid|inline-block)$/.test(getComputedStyle(one).display);
    const endsLine = (node) =>
        node.nodeType === Node.ELEMENT_NODE && (node.matches("br, hr") || isBlock(node));
    const inLine = (link) => {
        const found = new Set();
        for (let up = link; !isBlock(up); up = up.parentElement) {
            for (const way of ["previousSibling", "nextSibling"]) {
                for (let next = up[way]; next && !endsLine(next); next = next[way]) {
                    if (next.nodeType === Node.COMMENT_NODE || !next.textContent.trim()) continue;
                    found.add(next.localName === "a" ? "links" : "text");
                }
            }
        }
        return [...found].sort();
    };
    const manner = (one) => {
        const style = getComputedStyle(one);
        return [style.color, style.fontFamily, style.fontSize, style.fontWeight, style.fontStyle,
            style.textDecoration, style.borderTop, style.borderBottom, style.outline, read(one),
            ...["::before", "::after"].map((part) => getComputedStyle(one, part).content)].join();
    };
    for (const link of document.body.querySelectorAll("a[href], [role=link]")) {
        if (isBlock(link) || !link.checkVisibility({ visibilityProperty: true })) continue;
        const line = inLine(link);
        if (!line.length) continue;
        let around = link.parentElement;
        while (!isBlock(around)) around = around.parentElement;
        note(["a link beside", ...line, manner(link), manner(around)].join("|"), link);
    }
    for (const one of document.body.querySelectorAll("*")) {
        if (!isText(one) || !one.checkVisibility({ visibilityProperty: true })) continue;
        // For screen readers alone: cut down to nothing.
        if (read(one).includes("inset(50%)")) continue;
        const style = getComputedStyle(one);
        const kind = [style.color, style.fontSize, style.fontWeight, style.textShadow,
            style.webkitTextFillColor, one.matches(":disabled"), read(one)].join("|");
        note(kind, one);
    }
    return [...window.textsByColours.keys()];
}"""
# What axe says of colours.
RULES = ["color-contrast", "link-in-text-block"]
LOOK = """([kinds, rules, options]) => axe.run(
    { include: kinds.flatMap((kind) => window.textsByColours.get(kind)) },
    { ...options, runOnly: { type: "rule", values: rules } },
)"""
_looked_at = set[str]()


def colours_to_look_at(page: Page) -> list[str]:
    """Those in which the page has texts and that nobody has looked at."""
    kinds: list[str] = page.evaluate(READ)
    return [kind for kind in kinds if "moved" in kind or kind not in _looked_at]


def were_looked_at(kinds: list[str]) -> None:
    """These are as they should be."""
    _looked_at.update(kinds)
