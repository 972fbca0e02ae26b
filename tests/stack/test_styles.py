from dvpp.stack.assets import with_own_addresses


def test_the_style_sheet_asks_only_for_what_is_served():
    css = (
        '@font-face{font-family:"GDS Transport";src:url(/assets/fonts/a.woff2)}'
        ".a{background:url(/assets/images/govuk-crest.svg)}"
        '.b{background:url("/assets/images/icon-search-black.svg")}'
        "/*# sourceMappingURL=app.css.map */"
    )
    assert with_own_addresses(css) == ".a{background:none}.b{background:url(images/icon-search-black.svg)}"
