"""When power moves or comes back: what becomes of the cases already filed."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check

from .context import Context


@check(
    "EK328",
    "D-05",
    "advice",
    article="ZJ21:16; SH18:13",
    status="local",
    en="'{grant}' moves power and does not say who finishes the cases already filed",
    zh="“{grant}”转移权力，但未规定在办案件由谁办结",
    cure_en="state in_flight; without it the body that filed them finishes them",
    cure_zh="请填写 in_flight；未规定的，由原立案机关办结",
)
def cases_left_open(context: Context) -> Iterator[Hit]:
    """A displacing grant without a rule for cases in flight."""
    for shape in context.shapes:
        row = next((effect for effect, _ in shape.rows if effect.displaces), None)
        for grant in shape.grants if row is not None and shape.grant.in_flight is None else ():
            yield Hit(grant.id, grant=grant.id).under(article=row.displaces_article if row else "")


@check(
    "EK329",
    "D-21",
    "advice",
    article="P:ZZ2025",
    status="local",
    en="'{grant}' is recalled on {recalled} with no run-off and no rule for cases already filed",
    zh="“{grant}”于 {recalled} 收回，既无过渡期，也未规定在办案件的处理",
    cure_en="state run_off_days or in_flight",
    cure_zh="请填写 run_off_days 或 in_flight",
)
def recalled_at_once(context: Context) -> Iterator[Hit]:
    """A recall that says nothing of what comes after it."""
    for shape in context.shapes:
        grant = shape.grant
        if grant.recalled_on is not None and not grant.run_off_days and grant.in_flight is None:
            for each in shape.grants:
                yield Hit(each.id, grant=each.id, recalled=grant.recalled_on.isoformat())
