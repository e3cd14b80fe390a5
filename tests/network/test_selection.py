"""Selection of articles and mentions."""

from dataclasses import replace

import pytest

from pipeline.errors import OutputError, SettingsError
from pipeline.network.selection import NetworkOptions, select
from tests.helpers.small_corpora import example, to_tables


def test_labels_choose_entities():
    """Only entities with the labels asked for are counted."""
    chosen = select(to_tables(example()), NetworkOptions(labels=("PER", "ORG")))

    assert chosen.entities["entity_id"].tolist() == ["ORG:csto", "PER:nasarbajew", "PER:toqajew"]


def test_mentions_without_entity_are_left_out():
    """A mention without an entity_id makes no node."""
    tables = to_tables(example())
    nameless = tables.mentions.assign(entity_id=tables.mentions["entity_id"].where(tables.mentions["sentence"] > 0))

    assert "ORG:csto" not in set(select(replace(tables, mentions=nameless)).entities["entity_id"])


def test_a_bound_that_is_no_date():
    """The error for a bound that is not a date shows valid examples."""
    with pytest.raises(SettingsError, match=r"'gestern' is not a date.*2022-01"):
        select(to_tables(example()), NetworkOptions(date_from="gestern"))


@pytest.mark.parametrize("table", ["articles", "names"])
def test_tables_of_different_runs(table):
    """Mentions of an article or entity that is missing from the other tables are an error."""
    tables = to_tables(example())
    partial = replace(tables, **{table: getattr(tables, table).iloc[1:]})

    with pytest.raises(OutputError, match="different runs"):
        select(partial)
