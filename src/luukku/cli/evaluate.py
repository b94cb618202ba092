"""`luukku evaluate`: how good a learnt model is on texts that it has not seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from luukku.cli import evaluate_events, feelings
from luukku.cli.bar import bar
from luukku.cli.learn import embedded, opened
from luukku.cli.options import Config, Json, Set
from luukku.errors import BadModel

if TYPE_CHECKING:
    from luukku.learning.evaluate import Answer, Evaluation
    from luukku.learning.measure import OfLabel
    from luukku.ports import Embedder
    from luukku.understand.heads import Heads

app = typer.Typer(no_args_is_help=True, help="Measure what was learnt.")

app.command("emotions")(feelings.evaluate_emotions)

_WORST = 15


app.command("events")(evaluate_events.command)


@app.command()
def intents(
    model: Annotated[Path, typer.Option("--model", metavar="MODEL", help="What `luukku learn intents` wrote.")],
    test: Annotated[Path, typer.Option("--test", metavar="FILE", help="Labelled texts that were not learnt from.")],
    oos: Annotated[Path | None, typer.Option("--oos", metavar="FILE", help="Texts that fit no label, one a line or as a table.")] = None,
    spelling: Annotated[bool, typer.Option("--spelling", help="Measure how it answers without a vector, by spelling alone.")] = False,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the reliability curve as a picture.")] = None,
    predictions: Annotated[Path | None, typer.Option("--predictions", metavar="FILE", help="Write each text with its label and the answer, tab-separated.")] = None,
    as_json: Json = False,
    config: Config = None,
    more: Set = None,
) -> None:
    """Measure a model of intents: rightness, calibration, out of scope, time."""
    from luukku import learning
    from luukku.learning.curve import reliability_svg
    from luukku.learning.evaluate import evaluate

    heads, embedder = _loaded(model, spelling, config, more)
    table = learning.read_table(test, one_label=True)
    outside = learning.read_texts(oos) if oos else ()
    with bar() as told:
        vectors = None if embedder is None else embedded(embedder, [*table.texts, *outside], told)
    cut = len(table.texts)
    found, answers = evaluate(heads, table, None if vectors is None else vectors[:cut], outside, None if vectors is None else vectors[cut:])
    if svg:
        _write(svg, reliability_svg(found.reliability, found.calibration_error, f"{model.stem} on {test.name}"))
    if predictions:
        _write(predictions, _table(answers))
    typer.echo(json.dumps({"model": str(model), "test": str(test), **found.plain()}, ensure_ascii=False) if as_json else _said(found))


def _loaded(model: Path, spelling: bool, config: str | None, more: list[str] | None) -> tuple[Heads, Embedder | None]:
    """(heads, embedder that they were made for; None when spelling alone is measured). Raises BadModel."""
    from luukku import learning

    heads = learning.load(model)
    if spelling or heads.meaning is None:
        return heads, None
    embedder, note = opened({"config": config}, more)
    if embedder is None:
        maker = heads.meaning.maker
        raise BadModel(file=str(model), problem=f"it was learnt with the embedder {maker.name} {maker.version}, which is not here: {note}", do="measure spelling alone with --spelling, or choose that embedder")
    return learning.load(model, embedder), embedder


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(content, encoding="utf-8")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _table(answers: tuple[Answer, ...]) -> str:
    rows = [f"{' '.join(one.text.split())}\t{one.label}\t{one.said}\t{one.confidence:.4f}\t{one.belonging:.4f}\t{'yes' if one.taken else 'no'}" for one in answers]
    return "\n".join(["text\tlabel\tsaid\tconfidence\tbelonging\ttaken", *rows]) + "\n"


def _said(found: Evaluation) -> str:
    """A page for people."""
    lines = [
        f"{found.texts} texts, {found.labels} labels" + (", by spelling alone" if found.spelling_alone else ""),
        f"accuracy            {100 * found.accuracy:.2f} %",
        f"macro-F1            {100 * found.macro_f1:.2f} %",
        f"calibration error   {found.calibration_error:.4f}",
        f"head, beyond embedding: p50 {found.p50:.2f} ms, p99 {found.p99:.2f} ms; processor {found.cpu:.2f} ms",
    ]
    if found.unknown:
        lines.append(f"labels that the model has not, all counted wrong: {', '.join(found.unknown)}")
    if found.scope:
        lines += [
            f"out of scope ({found.scope.texts} texts): area under the curve {found.scope.auroc:.4f}; at the threshold fixed while learning ({found.scope.threshold:.3f}):",
            f"  turned away {100 * found.scope.recall:.1f} % of them; in scope taken {100 * found.scope.kept:.1f} %, taken and right {100 * found.scope.accuracy:.2f} %",
        ]
    lines.append("confidence at least → share of texts, share of them that is right")
    lines += [f"  {one.confidence:.2f} → {100 * one.coverage:5.1f} %, {100 * one.accuracy:5.1f} %" for one in found.coverage]
    if found.confusions:
        lines += ["most confused (label → said, times)", *(f"  {one.label} → {one.said}, {one.times}" for one in found.confusions)]
    worst = sorted(found.by_label, key=lambda row: (row.f1, row.label))
    lines += [f"lowest F1 of {len(worst)} labels (--json has all): F1, precision, recall, texts", *map(_row, worst[:_WORST])]
    return "\n".join(lines)


def _row(row: OfLabel) -> str:
    return f"  {row.f1:.3f}  {row.precision:.3f}  {row.recall:.3f}  {row.texts:5d}  {row.label}"
